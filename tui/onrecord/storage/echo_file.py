"""A coder's decisions on echoes, in `annotations/<coder>/echoes.yaml`. `docs/file-format.md` describes the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.coding.echo_decisions import (
    DecidedQuote,
    EchoDecision,
    EchoVerdict,
    QuoteRef,
    in_order,
    merge_decisions,
    with_decisions,
)
from onrecord.storage import disk
from onrecord.storage.annotation_file import EndMarkError
from onrecord.storage.annotations import read_file
from onrecord.storage.atomic import make_folders, replace_file
from onrecord.storage.errors import StorageError, explain
from onrecord.storage.fields import FieldError, Fields, check_format
from onrecord.storage.locks import locked
from onrecord.storage.paths import ANNOTATIONS, ECHOES, coder_folder, echo_path
from onrecord.storage.text_files import decode, read_text
from onrecord.storage.yaml_format import END_MARK, Blocks, Word, block, dump, load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMAT = "onrecord-echoes"
VERSION = 1

_TAKE_EARLIER = "Correct it by hand, or take an earlier version."
_VERDICTS = {verdict.value: verdict for verdict in EchoVerdict}
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class EchoFile:
    """The decisions of one coder in one project, and what was last read or written of them."""

    def __init__(self, project: Path, coder: str) -> None:
        self.path = echo_path(project, coder)
        self._project = project
        self._coder = coder
        self._seen: tuple[EchoDecision, ...] = ()

    def load(self) -> tuple[EchoDecision, ...]:
        """Return the decisions; none where there is no file.

        Raises:
            StorageError: the file cannot be read, is faulty or cut off, or of a newer version. It will not be
                overwritten.
        """
        self._seen = self._read()
        return self._seen

    def save(self, decisions: Sequence[EchoDecision]) -> tuple[EchoDecision, ...]:
        """Save the decisions and return what the file now says.

        What another window or machine saved since the file was last read here is merged in, so the caller has to go
        on from what is returned.

        Raises:
            NotConfirmedError: saved, but the disk did not confirm it.
            StorageError: not saved.
        """
        make_folders(self.path.parent, self._project)
        with locked(coder_folder(self._project, self._coder)):
            merged = merge_decisions(self._seen, decisions, self._read())
            try:
                data = decisions_text(self._coder, merged).encode()
            except ValueError as error:
                advice = "Take that character out of the article, and decide again."
                raise StorageError(self.path, f"not saved: it would hold {error}", advice) from None
            replace_file(self.path, data)
            self._seen = merged
        return merged

    def _read(self) -> tuple[EchoDecision, ...]:
        data = read_file(self._project, self.path)
        return parse_decisions(decode(data, self.path, _TAKE_EARLIER), self.path) if data is not None else ()


def parse_decisions(text: str, file: Path) -> tuple[EchoDecision, ...]:
    """Return what the text of such a file says.

    Raises:
        EndMarkError: nothing else is wrong than that the end mark is missing.
        StorageError: it is faulty, cut off, or of a newer version.
    """
    document = load(text, file)
    try:
        fields = Fields(document.value)
        check_format(fields, FORMAT, VERSION)
        decisions = fields.each("decisions", _decision)
    except FieldError as fault:
        raise fault.as_error(file, text) from None
    if not document.ended:
        advice = f"Compare it with an earlier version; if all is there, add a line {END_MARK} at its end."
        raise EndMarkError(file, f"the end mark ({END_MARK}) is missing, so it may be cut off", advice)
    return in_order({decision.pair: decision for decision in decisions}.values())


def decisions_text(coder: str, decisions: Sequence[EchoDecision]) -> str:
    """Return the text of the file that holds a coder's decisions.

    Raises:
        ValueError: a text holds half of a surrogate pair.
    """
    head = {"format": Word(FORMAT), "version": VERSION, "coder": coder}
    return dump(head | {"decisions": Blocks(tuple(block(_mapping(decision)) for decision in decisions))})


def merge_texts(base: str, ours: str, theirs: str, file: Path) -> str:
    """Return the text of the file that holds what two sides made of the same file; `base` may be empty.

    Raises:
        StorageError: one of them is faulty, cut off, or of a newer version.
    """
    sides = [parse_decisions(text, file) if text.strip() else () for text in (base, ours, theirs)]
    return decisions_text(_coder(ours, file), merge_decisions(*sides))


def faulty_decisions(project: Path) -> list[StorageError]:
    """Return what is wrong with the files of decisions on echoes of all coders of a project."""
    faults: list[StorageError] = []
    for path in _files(project):
        try:
            parse_decisions(read_text(path, _TAKE_EARLIER), path)
        except StorageError as error:
            faults.append(error)
    return faults


def move_decisions(project: Path, old: str, new: str) -> None:
    """Let every coder's decisions on an article's quotes, or on those of a folder's articles, go to its new key.

    Raises:
        StorageError: a file cannot be read or written.
    """
    for path in _files(project):
        file = EchoFile(project, _coder(read_text(path, _TAKE_EARLIER), path))
        before = file.load()
        after = in_order(_moved(decision, old, new) for decision in before)
        if after != before:
            file.save(after)


def rename_decisions(project: Path, old: str, new: str) -> None:
    """Give the decisions of a coder to one of another name, whose own ones on the same quotes hold.

    Raises:
        StorageError: a file cannot be read or written.
    """
    there, here = EchoFile(project, old), EchoFile(project, new)
    decisions = there.load()
    if not decisions:
        return
    here.save(with_decisions(decisions, here.load()))
    if there.path != here.path and not there.path.samefile(here.path):
        with locked(coder_folder(project, old)):
            try:
                disk.remove(there.path)
            except OSError as error:
                problem = f"copied to {here.path}, not removed: {explain(error)}"
                raise StorageError(there.path, problem, "Remove it by hand.") from error


def _files(project: Path) -> list[Path]:
    return sorted((project / ANNOTATIONS).glob(f"*/{ECHOES}"))


def _moved(decision: EchoDecision, old: str, new: str) -> EchoDecision:
    quotes = []
    for quote in (decision.one, decision.other):
        article = quote.ref.article
        if article == old or article.startswith(f"{old}/"):
            quote = quote._replace(ref=quote.ref._replace(article=new + article[len(old) :]))  # noqa: PLW2901
        quotes.append(quote)
    one, other = sorted(quotes)
    return decision._replace(one=one, other=other)


def _coder(text: str, file: Path) -> str:
    try:
        return Fields(load(text, file).value).text("coder")
    except FieldError as fault:
        raise fault.as_error(file, text) from None


def _decision(fields: Fields) -> EchoDecision:
    verdict, when = fields.word("verdict", _VERDICTS), fields.text("when")
    if verdict is None:
        raise FieldError("`verdict` is missing")
    if not _WHEN.fullmatch(when):
        raise FieldError("`when` must be a moment in UTC, as 2022-03-18T10:53:00Z", "when")
    one, other = sorted((fields.one("one", _quote), fields.one("other", _quote)))
    return EchoDecision(one, other, verdict, when)


def _quote(fields: Fields) -> DecidedQuote:
    ref = QuoteRef(fields.text("article"), fields.number("start"), fields.number("end"))
    return DecidedQuote(ref, fields.text("exact"))


def _mapping(decision: EchoDecision) -> dict[str, object]:
    return {
        "one": _quote_mapping(decision.one),
        "other": _quote_mapping(decision.other),
        "verdict": Word(decision.verdict.value),
        "when": decision.when,
    }


def _quote_mapping(quote: DecidedQuote) -> dict[str, object]:
    return {"article": quote.ref.article, "start": quote.ref.start, "end": quote.ref.end, "exact": quote.exact}
