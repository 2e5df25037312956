"""Write ``docs/practice-stories.md``, four stories of the practice: ``python -m tools.practice_stories``."""

import subprocess
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "practice-stories.md"
DAYS = 120
PEOPLE = {
    "steady": "Nearly always smooth, and tries four of five steps.",
    "shaky": "As often shaky as smooth, and eases off one step in five.",
    "flare": "Two gentle days in each fortnight, and stops one session in ten.",
    "away": "Steady, but away for 16 days and later for 33.",
}
_HEAD = f"""\
# Four made-up people

What the practice did and asked in {DAYS} days without meetings, with the settings as they are at first:
every step that was offered, every form that became easier and why. Repeat one with

    intermezzo simulate --from 2026-03-02 --days {DAYS} --timezone Europe/Berlin --persona steady

and the page with `python -m tools.practice_stories`. The people are in `engine/simulated_person.py`: they
say how a session felt by chance, and know nothing of the movement. Their story is read with the rules of
[practice.md](practice.md) in hand; no test holds it.
"""


def story(persona: str) -> str:
    """Return the lines of one person's story."""
    with tempfile.TemporaryDirectory() as home:
        words = [
            sys.executable, "-m", "intermezzo", "--home", home, "simulate", "--from", "2026-03-02",
            "--days", str(DAYS), "--timezone", "Europe/Berlin", "--persona", persona,
        ]  # fmt: skip
        printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in printed.splitlines() if line.startswith("2026-"))


def text() -> str:
    """Return the page."""
    parts = [_HEAD]
    for name, about in PEOPLE.items():
        parts.append(f"\n## {name.capitalize()}\n\n{about}\n\n```\n{story(name)}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
