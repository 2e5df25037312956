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
"""Each has the seed of its place, from 1 on, so that not all have the same days."""
_HEAD = f"""\
# Four made-up people

What the practice did and asked in {DAYS} days without meetings, with the settings as they are at first:
every step that was offered, every form that became easier and why. Repeat one with the command above it,
and the page with `python -m tools.practice_stories`. The people are in `engine/simulated_person.py`: they
say how a session felt by chance, and know nothing of the movement. Asked, they say *moderate*, *as usual*,
*the same*, and *yes* to gentle days; to *Still gentle?* they say nothing. Their story is read with the rules
of [practice.md](practice.md) in hand; no test holds it.
"""


def command(persona: str) -> list[str]:
    """Return the words of the command that tells one person's story."""
    seed = 1 + list(PEOPLE).index(persona)
    return [
        "simulate", "--from", "2026-03-02", "--days", str(DAYS), "--timezone", "Europe/Berlin",
        "--persona", persona, "--seed", str(seed),
    ]  # fmt: skip


def story(persona: str) -> str:
    """Return the lines of one person's story."""
    with tempfile.TemporaryDirectory() as home:
        words = [sys.executable, "-m", "intermezzo", "--home", home, *command(persona)]
        printed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in printed.splitlines() if line.startswith("2026-"))


def text() -> str:
    """Return the page."""
    parts = [_HEAD]
    for name, about in PEOPLE.items():
        told = f"$ intermezzo {' '.join(command(name))}\n{story(name)}"
        parts.append(f"\n## {name.capitalize()}\n\n{about}\n\n```\n{told}\n```\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
