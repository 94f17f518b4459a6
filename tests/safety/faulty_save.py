"""One save, merge or recovery in a process of its own, between two marks that a tracer of system calls can see.

`python tests/safety/faulty_save.py SCENARIO PROJECT` prints what the screen would have said, as JSON.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from onrecord.app.project import recovery
from onrecord.app.project.project import Project, open_project
from onrecord.articles.collection import find_articles
from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Verdict
from onrecord.errors import OnrecordError
from onrecord.storage import backups, unsaved_copies
from onrecord.storage.annotation_file import in_order
from onrecord.storage.annotations import AnnotationFolder

BEGIN, END = Path("/onrecord-begins"), Path("/onrecord-ends")
ARTICLE = "harbour.txt"
WORDS = "words said here"


def record(number: int) -> Record:
    anchor = Anchor(number * 20, number * 20 + len(WORDS), WORDS, "", "")
    return Record(f"q{number:012x}", anchor, Verdict.ACCEPTED, Kind.DIRECT, "Mara Ilves")


def coding(*numbers: int) -> ArticleCoding:
    return ArticleCoding(ARTICLE, "ab" * 32, "The vote", "ana", tuple(map(record, numbers)))


def opened_project(project: Path) -> Project:
    opened = open_project(find_articles([project]), "ana")
    opened.open(ARTICLE)
    return opened


# What lies on disk before, and what is done then. New is always what the file must say in the end.


def before_first(project: Path) -> None:
    (project / ARTICLE).write_text("Nothing is looked for here.\n", encoding="utf-8")


def before_save(project: Path) -> None:
    before_first(project)
    window = AnnotationFolder(project, "ana")
    window.save(coding(1, 2))
    window.keep_copies()


def before_recovery(project: Path) -> None:
    before_save(project)
    copies = unsaved_copies.UnsavedCopies(project, "ana")
    copies.keep(coding(1, 2, 3), coding(1, 2))


def before_recovery_without_file(project: Path) -> None:
    before_recovery(project)
    path = AnnotationFolder(project, "ana").path(ARTICLE)
    backups.forget(project, path)
    shutil.rmtree(project / "annotations")


def before_putting_back(project: Path) -> None:
    before_save(project)
    shutil.rmtree(project / "annotations")


def before_restoring(project: Path) -> None:
    before_save(project)
    path = AnnotationFolder(project, "ana").path(ARTICLE)
    path.write_bytes(path.read_bytes()[:100])


def save(opened: Project) -> None:
    present = opened.session.coding(ARTICLE)
    others = tuple(one for one in present.records if one.id != record(3).id)
    opened.session.take_in(replace(present, records=in_order((*others, record(3)))))
    opened.save(ARTICLE)


def another_window(opened: Project) -> None:
    """Save something as another window does, after this one has read the file."""
    other = AnnotationFolder(opened.collection.project, "ana")
    present = other.load(ARTICLE) or coding()
    other.save(replace(present, records=(*present.records, record(9))))


def recover(opened: Project) -> None:
    for copy in unsaved_copies.find_unsaved_copies(opened.collection.project, "ana"):
        recovery.recover(opened, copy, {})


def remove_folder(opened: Project) -> None:
    """Remove the folder of annotations under an open window."""
    shutil.rmtree(opened.collection.project / "annotations")


def look(opened: Project) -> None:
    """Look for changes from outside, as a window does every few seconds."""
    recovery.take_in_outside_changes(opened, [ARTICLE])


def restore(opened: Project) -> None:
    with suppress(OnrecordError):
        recovery.restore_last_good(opened, ARTICLE)


class Scenario(NamedTuple):
    """How to prepare, what to do, and which records the file has before and after."""

    prepare: Callable[[Path], None]
    act: Callable[[Project], None]
    old: tuple[int, ...] | None
    """None: there is no file that can be read, or none although one was saved."""
    new: tuple[int, ...]
    meanwhile: Callable[[Project], None] | None = None
    """What happens after the project was opened, before anything is done."""
    asked: bool = False
    """Whether it is done again only when a person is asked again."""


SCENARIOS = {
    "first save": Scenario(before_first, save, (), (3,)),
    "save": Scenario(before_save, save, (1, 2), (1, 2, 3)),
    "merge": Scenario(before_save, save, (1, 2, 9), (1, 2, 3, 9), another_window),
    "folder gone": Scenario(before_save, save, None, (1, 2, 3), remove_folder),
    "folder gone, unnoticed": Scenario(before_save, look, None, (1, 2), remove_folder),
    "recover": Scenario(before_recovery, recover, (1, 2), (1, 2, 3), asked=True),
    "recover, file gone": Scenario(before_recovery_without_file, recover, (), (1, 2, 3), asked=True),
    "restore": Scenario(before_restoring, restore, None, (1, 2), asked=True),
    "put back": Scenario(before_putting_back, restore, None, (1, 2), asked=True),
}


def warm_up() -> None:
    """Do all of it once elsewhere, so that whatever is imported late is imported."""
    for scenario in SCENARIOS.values():
        with TemporaryDirectory() as folder:
            scenario.prepare(Path(folder))
            opened = opened_project(Path(folder))
            if scenario.meanwhile:
                scenario.meanwhile(opened)
            scenario.act(opened)


def go_on(opened: Project, scenario: Scenario) -> None:
    """Do what the program does next: try to save again, look around again, or ask again."""
    opened.save_pending()
    if scenario.asked or opened.locked or scenario.act is look:
        scenario.act(opened)


def main() -> None:
    name, project = sys.argv[1], Path(sys.argv[2])
    scenario = SCENARIOS[name]
    warm_up()
    opened = opened_project(project)
    if scenario.meanwhile:
        scenario.meanwhile(opened)
    with suppress(OSError):
        BEGIN.stat()
    scenario.act(opened)
    with suppress(OSError):
        END.stat()
    first = {"unsaved": dict(opened.unsaved), "locked": dict(opened.locked), "kept": sorted(opened.copies.kept)}
    go_on(opened, scenario)
    print(json.dumps(first | {"still_unsaved": dict(opened.unsaved), "still_locked": dict(opened.locked)}))


if __name__ == "__main__":
    main()
