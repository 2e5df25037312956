"""``python -m tools.guide``: makes the pages of the user's guide that ``Help`` opens, out of docs/."""

import re
import sys
from pathlib import Path

from markdown_it import MarkdownIt

ROOT = Path(__file__).parents[1]
OUT = ROOT / "assets" / "guide"
GUIDE = {
    "first-day": "The first day",
    "every-day": "Every day",
    "your-own": "Your own movements and sessions",
}
"""File in docs/guide: title. These stand at the head of every page."""
REFERENCE = {
    "writing-sessions": "Sessions and movements of your own",
    "figures": "Figures",
    "prescriptions": "Writing a prescription, for a physiotherapist",
}
"""File in docs: title. Pages of the guide link to these."""

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Intermezzo</title>
<link rel="stylesheet" href="guide.css">
</head>
<body>
<nav>{links}</nav>
<main>
{content}</main>
</body>
</html>
"""


def pages() -> dict[str, str]:
    """Return the text of each page by the name of its file. Raise ValueError where a link leads nowhere."""
    found = {name: ROOT / "docs" / "guide" / f"{name}.md" for name in GUIDE}
    found |= {name: ROOT / "docs" / f"{name}.md" for name in REFERENCE}
    return {f"{name}.html": _page(name, path) for name, path in found.items()}


def _page(name: str, path: Path) -> str:
    links = "".join(
        f'<a href="{one}.html"{" aria-current=page" if one == name else ""}>{title}</a>'
        for one, title in GUIDE.items()
    )
    content = MarkdownIt("commonmark").enable("table").render(path.read_text(encoding="utf-8"))
    content = re.sub(r'href="(?!https?:|#)([^"]*)"', lambda link: f'href="{_target(path, link[1])}"', content)
    content = re.sub(r'<img src="([^"]*)"([^>]*)>', lambda image: _picture(path, *image.groups()), content)
    return _PAGE.format(title={**GUIDE, **REFERENCE}[name], links=links, content=content)


def _target(page: Path, link: str) -> str:
    file, _, part = link.partition("#")
    name = Path(file).stem
    if name not in {**GUIDE, **REFERENCE} or not (page.parent / file).is_file():
        message = f"{page}: {link} is no page of the guide"
        raise ValueError(message)
    return f"{name}.html" + (f"#{part}" if part else "")


def _picture(page: Path, source: str, rest: str) -> str:
    """Return a picture that follows the reader's light or dark look."""
    light = (page.parent / source).resolve()
    dark = light.with_name(light.name.replace("-light", "-dark"))
    for one in (light, dark):
        if not one.is_file():
            message = f"{page}: there is no picture {one}"
            raise ValueError(message)
    at = f"../{light.parent.name}"
    return (
        f'<picture><source srcset="{at}/{dark.name}" media="(prefers-color-scheme: dark)">'
        f'<img src="{at}/{light.name}"{rest}></picture>'
    )


def main() -> int:
    """Write the pages."""
    for name, text in pages().items():
        (OUT / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
