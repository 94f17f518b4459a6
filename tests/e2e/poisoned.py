"""A project that has poison wherever a name or a text can stand: what a hand or a hostile study could write."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.app.project.project import open_project
from onrecord.articles.collection import find_articles
from onrecord.coding.record import ArticleCoding, Stance
from onrecord.quotes.extract import find_in_article
from onrecord.storage.annotation_file import file_text
from onrecord.storage.annotations import AnnotationFolder

POISON = "\x1b]52;c;aGFja2Vk\x07\x1b[2J\x9b31m\u202eok\u200b\x08\x7f[red]x[/] [/y]"
WHEN = "2026-11-22T09:30:00Z"


def poisoned(folder: Path, poison: str) -> Path:
    """Make such a project."""
    folder.mkdir()
    name = f"a {poison}.txt".replace("/", "-")
    paragraph = f"{poison} “We will {poison} not pay,” Ada {poison} Berg said to {poison}.\n\n"
    (folder / name).write_text(f"Title {poison}\n\n" + paragraph * 8, encoding="utf-8")
    (folder / f"b {poison}.md".replace("/", "-")).write_text(f"# {poison}\n\n[l](http://{poison}) {paragraph}")
    escaped = "".join(f"\\U{ord(character):08x}" for character in poison)
    (folder / "codebook.yaml").write_text(
        "format: onrecord-codebook\nversion: 1\n"
        'labels:\n  - name: "yes"\n    definition: "good"\n  - name: "no"\n'
        f'targets:\n  - name: "pay"\n    definition: "What {escaped} means."\n    include: ["{escaped}"]\n'
        f'    exclude: ["{escaped}"]\n    aliases: ["{escaped}"]\n    group: "g {escaped}"\n  - name: "go"\n'
        f'actors:\n  - name: "Ada Berg"\n    aliases: ["A {escaped}"]\n    speaks_for: "S {escaped}"\n',
    )
    _code(folder, name, poison)
    return folder


def _code(folder: Path, name: str, poison: str) -> None:
    opened = open_project(find_articles([folder]), "ana")
    assert opened.open(name)
    session = opened.session
    found = find_in_article(session.article(name))
    session.take_in_quotes([found], found.actors)
    for number in range(3):
        session.set_actor(session.items(name)[number], f"Berg {number} {poison}")
    session.set_note(session.items(name)[0], f"note {poison}\n{poison}")
    coding = session.coding(name)
    stances = (Stance(f"target {poison}", f"label {poison}", strong=True, when=WHEN),)
    records = tuple(replace(record, via=f"via {poison}", stances=stances) if record.verdict else record
                    for record in coding.records)  # fmt: skip
    coding = replace(coding, records=records, extra={f"key {poison}": f"value {poison}"})
    AnnotationFolder(folder, "ana").save(coding)
    _put_faults(folder, coding, poison)


def _put_faults(folder: Path, coding: ArticleCoding, poison: str) -> None:
    """Put faulty files beside the sound one, each of which is told of by name."""
    mine = folder / "annotations/ana"
    other = replace(coding, coder=f"bo {poison}")
    AnnotationFolder(folder, other.coder).save(other)
    record = replace(coding.records[0], actor=f"Another {poison}")
    copy = replace(coding, records=(record, *coding.records[1:]))
    (own,) = mine.glob("a*.yaml")
    own.with_name(own.name.removesuffix(".yaml") + " (1).yaml").write_text(file_text(copy), encoding="utf-8")
    text = file_text(replace(coding, article="c.txt"))
    escaped = "".join(f"\\U{ord(character):08x}" for character in poison)
    (mine / "c.txt.yaml").write_text(text.replace("coder:", f'"{escaped}": 1\n"{escaped}": 2\ncoder:', 1))
    (mine / "d.txt.yaml").write_text(text.replace('path: "c.txt"', f'path: "../{escaped}"', 1))
    (mine / "e.txt.yaml").write_text(text.replace("verdict: accepted", f'verdict: "{escaped}"', 1))
    (mine / "f.txt.yaml").write_text(file_text(replace(coding, article=f"f {poison}.txt")))
    (mine / f"g {poison}.yaml".replace("/", "-")).write_text("- [")
