"""Presses the keys of the README's first review, and puts the file that the program then writes into the README.

`make docs` calls this, and a test holds the README to it.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from pathlib import Path

from docs.staging import CODER, live_in, press, sample_project, staged_app, until_found

from onrecord.app.commands.table import COMMANDS
from onrecord.app.keys.names import key_label
from onrecord.storage.annotations import annotation_files

README = Path(__file__).parents[1] / "README.md"

_REVIEW = re.compile(r"^## A first review.*?(?=^## )", re.MULTILINE | re.DOTALL)
_FIRST_COLUMN = re.compile(r"^\| (`[^|]*`) \|", re.MULTILINE)
_EXAMPLE = re.compile(r"(?<=^```yaml\n)format: onrecord-annotations.*?(?=^```)", re.MULTILINE | re.DOTALL)
_KEYS = {key_label(key): key for command in COMMANDS for key in command.keys} | {"Enter": "enter"}


def keys_of_first_review(readme: str) -> list[str]:
    """Return the keys in the first column of the README's table, words that are typed letter by letter."""
    review = _REVIEW.search(readme)
    cells = _FIRST_COLUMN.findall(review[0]) if review else []
    pressed: list[str] = []
    for word in re.findall("`([^`]+)`", " ".join(cells)):
        pressed += [_KEYS[word]] if word in _KEYS else list(word)
    return pressed


def with_example(readme: str, file: str) -> str:
    """Return the README with this annotation file as its example."""
    return _EXAMPLE.sub(lambda _: file, readme)


async def written_by(keys: list[str], parent: Path) -> dict[str, str]:
    """Press keys in a review of the sample; return the annotation files by their places in the project."""
    project = sample_project(parent)
    app = staged_app(project)
    async with app.run_test(size=(140, 40)) as pilot:
        await until_found(pilot)
        await press(pilot, keys)
    return {str(file.relative_to(project)): file.read_text(encoding="utf-8") for file in annotation_files(project)}


def main() -> None:
    """Bring the README up to date."""
    readme = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        live_in(Path(folder))
        files = asyncio.run(written_by(keys_of_first_review(readme), Path(folder)))
    if len(files) != 1:
        message = f"The first review should write one file for {CODER}, and wrote {len(files)}."
        raise SystemExit(message)
    README.write_text(with_example(readme, *files.values()), encoding="utf-8")


if __name__ == "__main__":
    main()
