"""The user's guide that ships is the one in docs/, and nothing in it leads nowhere."""

import re
from pathlib import Path

import pytest

from tools import guide


def test_the_shipped_pages_are_made_from_docs() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in guide.OUT.glob("*.html")}
    assert shipped == guide.pages(), "python -m tools.guide makes them again"


@pytest.mark.parametrize("name", sorted(guide.pages()))
def test_all_that_a_page_names_is_shipped(name: str) -> None:
    text = (guide.OUT / name).read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src|srcset)="([^"#]+)', text) + re.findall(
        r"url\(([^)]+)\)", (guide.OUT / "guide.css").read_text(encoding="utf-8")
    )
    local = [one for one in named if not one.startswith("https:")]
    assert len(local) > len(guide.GUIDE)
    assert [one for one in local if not (guide.OUT / one).is_file()] == []


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs" / "guide").mkdir(parents=True)
    for name in guide.GUIDE:
        (tmp_path / "docs" / "guide" / f"{name}.md").write_text("[away](../decisions.md)\n", encoding="utf-8")
    monkeypatch.setattr(guide, "ROOT", tmp_path)
    with pytest.raises(ValueError, match=r"decisions\.md is no page of the guide"):
        guide.pages()


def test_every_page_of_the_guide_has_its_title() -> None:
    for name, title in guide.GUIDE.items():
        first = (guide.ROOT / "docs" / "guide" / f"{name}.md").read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# {title}"
