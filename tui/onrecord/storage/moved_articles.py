"""Codings whose articles were renamed or moved: finds the articles again, and takes the codings along.

An annotation file names its article by the place in the project folder and keeps the hash of its text. Where no
article stands at that place any more, an article with the same text is the one that was coded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.errors import ArticleError
from onrecord.articles.load import load_source, source_of
from onrecord.errors import UsageError
from onrecord.storage import backups, disk
from onrecord.storage.annotations import AnnotationFolder, annotation_files, load_coding
from onrecord.storage.echo_file import move_decisions, rename_decisions
from onrecord.storage.errors import StorageError, explain
from onrecord.storage.locks import locked
from onrecord.storage.merge import merge
from onrecord.storage.paths import ANNOTATIONS, annotation_path, coder_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set
    from pathlib import Path

    from onrecord.articles.article import Article
    from onrecord.articles.source import ArticleSource
    from onrecord.coding.record import ArticleCoding

_NUMBER = re.compile(r"0*(\d+)(?:\.0+)?")
"""An id that spreadsheets and pandas rewrite: `00123` and `123.0` for `123`."""


class Orphan(NamedTuple):
    """An annotation file whose article is not where it says."""

    file: Path
    coding: ArticleCoding


class Move(NamedTuple):
    """An article that was coded under one key, and its key now."""

    old: str
    new: str


def orphans(project: Path, sources: Sequence[ArticleSource], coder: str | None = None) -> list[Orphan]:
    """Return the annotation files, of every coder or of one, whose articles are not where they say.

    `sources` are the places of all articles of the project folder.

    Raises:
        StorageError: the folder of annotations cannot be looked at.
    """
    keys = {unicodedata.normalize("NFC", source.key) for source in sources}
    # Files in their places need not be read, where it is known whose they are.
    in_place = {annotation_path(project, coder, source.key) for source in sources} if coder else set()
    found = []
    for file in annotation_files(project, coder):
        if file in in_place:
            continue
        with suppress(StorageError):
            coding = load_coding(project, file)
            if (
                coding is not None
                and (coding.records or coding.done)
                and not _stands(project, coding.article, keys)
            ):
                found.append(Orphan(file, coding))
    return found


def found_again(project: Path, lost: Sequence[Orphan], sources: Sequence[ArticleSource]) -> list[Move]:
    """Return which articles the lost codings belong to, as far as there is no doubt.

    There is none where exactly one article has the text that was coded, or where exactly one has a name that
    machines or spreadsheets write in another way, and every coded quote stands in it at its place.
    """
    wanted = {orphan.coding.article: orphan.coding for orphan in lost}
    by_hash: dict[str, list[str]] = {}
    by_name: dict[str, list[Article]] = {}
    names = {_name(key) for key in wanted}
    for source in sources if wanted else ():
        if _is_coded(project, source.key, lost):
            continue
        with suppress(ArticleError):
            article = load_source(source)
            by_hash.setdefault(article.sha256, []).append(source.key)
            if _name(source.key) in names:
                by_name.setdefault(_name(source.key), []).append(article)
    moves = []
    for old, coding in wanted.items():
        same = by_hash.get(coding.sha256, [])
        alike = [article.key for article in by_name.get(_name(old), ()) if _all_stand(coding, article.text)]
        candidates = [key for key in same if key in alike] or same or alike
        if len(candidates) == 1:
            moves.append(Move(old, candidates[0]))
    taken = [move.new for move in moves]
    return [move for move in moves if taken.count(move.new) == 1]


def move_article(old: Path, new: Path, project: Path | None = None) -> list[Path]:
    """Let codings go along with an article, or a folder of articles, and return their files.

    If the article is still at its old place, it is moved too.

    Args:
        old: where it was; a row of a file of many is named as if that were a folder.
        new: where it is now, or is to be.
        project: the project folder; None takes the nearest folder above `new` that has annotations.

    Raises:
        UsageError: there is something at both places or at neither, nothing was coded there, or they are not in the
            project folder.
        StorageError: a file cannot be read or written, or two codings contradict each other.
    """
    folder = _project_of(new) if project is None else project.resolve()
    keys = [_key(folder, path) for path in (old, new)]
    there = [_exists(folder, key) for key in keys]
    if there[0] and there[1]:
        message = f"There is something at both {old} and {new}: remove or rename one of them first."
        raise UsageError(message)
    if not any(there):
        message = f"There is neither {old} nor {new}: check the names."
        raise UsageError(message)
    if there[0]:
        _rename(old, new)
    moved = move_coding(folder, *keys)
    if not moved and not there[0]:
        message = f"Nothing was coded in {old}. “onrecord check {folder}” names codings without an article."
        raise UsageError(message)
    return moved


def _project_of(path: Path) -> Path:
    above = path.absolute().parents
    found = next((folder for folder in above if (folder / ANNOTATIONS).is_dir()), None)
    if found is None:
        message = f"No folder above {path} has annotations: name the --project."
        raise UsageError(message)
    return found.resolve()


def _key(project: Path, path: Path) -> str:
    place = path.parent.resolve() / path.name
    if not place.is_relative_to(project) or place == project:
        message = f"{path} is not in the project folder {project}: name a --project that holds both."
        raise UsageError(message)
    return place.relative_to(project).as_posix()


def _exists(project: Path, key: str) -> bool:
    try:
        source = source_of(project, key)
    except ArticleError:
        return False
    return source.row is not None or source.path.exists()


def _rename(old: Path, new: Path) -> None:
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        old.rename(new)
    except OSError as error:
        message = f"{old} cannot be renamed ({explain(error)}): rename it yourself, and call this again."
        raise UsageError(message) from None


def move_coding(project: Path, old: str, new: str, coder: str | None = None) -> list[Path]:
    """Let the codings of an article, of every coder or of one, go along to its new key; return their files.

    Where the new key is coded already, both codings are merged. With folders for keys, all articles in them move.

    Raises:
        StorageError: a file cannot be read or written, or two codings contradict each other; the old ones stay.
    """
    moved = []
    for _, coding in _codings(project, coder):
        key = unicodedata.normalize("NFC", coding.article)
        if key == unicodedata.normalize("NFC", old):
            moved.append(_rewrite(project, coding, replace(coding, article=new)))
        elif key.startswith(f"{unicodedata.normalize('NFC', old)}/"):
            moved.append(_rewrite(project, coding, replace(coding, article=f"{new}{key[len(old) :]}")))
    move_decisions(project, old, new)
    return moved


def rename_coder(project: Path, old: str, new: str) -> list[Path]:
    """Give all codings of a coder to one of another name; return their files.

    Raises:
        StorageError: a file cannot be read or written, or the two coders contradict each other in an article; what
            has not been moved by then stays.
    """
    renamed = [_rewrite(project, coding, replace(coding, coder=new)) for _, coding in _codings(project, old)]
    rename_decisions(project, old, new)
    return renamed


def coders(project: Path) -> dict[str, int]:
    """Return the coders of a project, by name, and how many articles each has coded.

    Raises:
        StorageError: the folder of annotations cannot be looked at.
    """
    return dict(Counter(coding.coder for _, coding in _codings(project, None)))


def _rewrite(project: Path, before: ArticleCoding, after: ArticleCoding) -> Path:
    """Save a coding under its new key or coder, and remove it from its old place once it is there."""
    window = AnnotationFolder(project, after.coder)
    path, target = annotation_path(project, before.coder, before.article), window.path(after.article)
    there = window.load(after.article) if path != target else None
    if there is not None:
        merged = merge(None, there, after)
        if merged.conflicts:
            number = len(merged.conflicts)
            quotes = "1 quote is" if number == 1 else f"{number} quotes are"
            problem = f"not moved: {quotes} coded differently in {target}"
            raise StorageError(path, problem, "Make the two agree in the review, and try again.")
        after = merged.coding
    window.save(after)
    if not window.holds(after):
        raise StorageError(target, "it was changed meanwhile", "Try again; both files are kept until then.")
    window.keep_copies()
    if path != target and not path.samefile(target):
        with locked(coder_folder(project, before.coder)):
            try:
                disk.remove(path)
            except OSError as error:
                advice = "Remove it by hand: what it says is in the other one."
                raise StorageError(path, f"copied to {target}, not removed: {explain(error)}", advice) from error
        backups.forget(project, path)
        for folder in (path.parent, *path.parent.parents):
            if folder == project / ANNOTATIONS or not _removed(folder):
                break
    return target


def _removed(folder: Path) -> bool:
    """Remove a folder if it is empty; return whether it is gone."""
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _codings(project: Path, coder: str | None) -> Iterator[tuple[Path, ArticleCoding]]:
    for file in tuple(annotation_files(project, coder)):
        with suppress(StorageError):
            coding = load_coding(project, file)
            if coding is not None:
                yield file, coding


def _stands(project: Path, key: str, keys: Set[str]) -> bool:
    """Return whether there is an article at that place, or a file that can be one if it is named."""
    return unicodedata.normalize("NFC", key) in keys or _exists(project, key)


def _is_coded(project: Path, key: str, lost: Sequence[Orphan]) -> bool:
    """Return whether one of the coders whose codings are lost has coded the article at its place."""
    return any(annotation_path(project, coder, key).exists() for coder in {orphan.coding.coder for orphan in lost})


def _name(key: str) -> str:
    """Return what is left of a key when all that machines and spreadsheets change is taken away."""
    folder, _, name = unicodedata.normalize("NFC", key).rpartition("/")
    number = _NUMBER.fullmatch(name)
    return f"{folder}/{number[1] if number else name}".casefold()


def _all_stand(coding: ArticleCoding, text: str) -> bool:
    quotes = [record.quote for record in coding.records]
    return all(text[quote.start : quote.end] == quote.exact for quote in quotes)
