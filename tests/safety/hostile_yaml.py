"""Annotation files that mean harm, or that no reader should guess about: each is refused, with file and line."""

from __future__ import annotations

from collections.abc import Iterator

_BOMB = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else '1'}]" for n in range(9))
_MERGES = "\n".join(f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 9))
_DEEP = 100_000

VALUES = {
    "anchor": '&a "x"',
    "alias": "*a",
    "tag": '!!str "x"',
    "tag of a program": "!!python/object/apply:os.system [ls]",
    "tag of a type": "!!binary aGk=",
    "tag of its own": '!x "x"',
    "merge key": "{<<: {a: 1}}",
    "key twice": "{a: 1, a: 2}",
    "key that is a list": "{[a]: 1}",
    "long key": "{" + "k" * 101 + ": 1}",
    "deep list": "[" * _DEEP,
    "deep list that ends": "[" * 1000 + "]" * 1000,
    "deep mapping": "{a: " * _DEEP,
    "deep block": "\n      " + "- " * _DEEP,
    "half of a pair": '"\\ud800"',
    "NUL": '"\x00"',
    "escape": '"\x1b[2J"',
    "next line": '"\x85"',
    "line separator": '"\u2028"',
    "no closing quote": '"x',
    "no closing bracket": "[x",
    "percent": "%x",
    "at": "@x",
    "tab": "\n\t- x",
}
"""What can stand in the place of any value."""
LINES = {
    "bomb of aliases": _BOMB,
    "bomb of merges": f"m0: &m0 {{x: 1}}\n{_MERGES}",
    "conflict marks": "<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs",
    "conflict marks with a base": "<<<<<<< ours\na: 1\n||||||| base\na: 0\n=======\na: 2\n>>>>>>> theirs",
    "second document": "a: 1\n---\nb: 2",
    "second document after an end mark": "...\n---\na: 1",
    "tag directive": "...\n%TAG ! tag:example.org,2026:\n---\na: 1",
}
"""What can stand before any line."""


def hostile_documents(sound: str) -> Iterator[tuple[str, str]]:
    """Yield kinds and texts: each hostile value in the place of each value, each hostile line before each line."""
    lines = sound.split("\n")
    for number, line in enumerate(lines):
        key, colon, value = line.partition(": ")
        if colon and value:
            for kind, hostile in VALUES.items():
                yield kind, "\n".join((*lines[:number], f"{key}: {hostile}", *lines[number + 1 :]))
            yield "key twice", "\n".join((*lines[: number + 1], _sibling(line), *lines[number + 1 :]))
        indent = " " * (len(line) - len(line.lstrip()))
        for kind, hostile in LINES.items():
            text = (
                hostile
                if "mark" in kind or "document" in kind or "directive" in kind
                else _indented(hostile, indent)
            )
            yield kind, "\n".join((*lines[:number], text, *lines[number:]))
    for newer in (3, 4, 10, 99_999):
        yield "newer version", sound.replace("version: 2", f"version: {newer}", 1)
    yield "no version", sound.replace("version: 2\n", "", 1)
    yield "another format", sound.replace("onrecord-annotations", "onrecord-codebook", 1)


def _sibling(line: str) -> str:
    return line.replace("- ", "  ", 1) if line.lstrip().startswith("- ") else line


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line for line in text.split("\n"))
