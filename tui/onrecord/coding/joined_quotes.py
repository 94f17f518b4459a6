"""Utterances that a cue splits into parts: “A,” he said, “B.” The first part stands for all.

Parts that a coder joined say so in their records. Parts that nobody has judged yet are taken together where the
text itself says that the utterance goes on, so that one key codes both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.coding import record_edits
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.coding.item import Item
    from onrecord.coding.record import Record


_LONGEST_CUE = 120
"""Longest cue inside one sentence, in code points."""
_SENTENCE_ENDS = tuple(".!?…")
_COMMAS = (",", "–", "—")
_OPENING = " \t\n\u00a0\u202f\"'“”„‘’‚«»‹›`"


class CannotJoinError(OnrecordError):
    """Two quotes cannot be the parts of one utterance."""


def head_of(items: Sequence[Item], item: Item) -> Item:
    """Return the first part of the quote's utterance; the quote itself if it is not joined.

    A part whose first part is gone or rejected is not joined any more.
    """
    joined_to = item.record.joined_to if item.record else None
    if joined_to is None:
        return item
    return next((it for it in items if it.id == joined_to and it.reviewed and not it.rejected), item)


def parts_of(items: Sequence[Item], item: Item) -> tuple[Item, ...]:
    """Return the parts of the quote's utterance in the order of the text, the quote among them."""
    head = head_of(items, item)
    if head.rejected or not head.reviewed:
        return (item,)
    return tuple(it for it in items if it.id == head.id or (it.record and it.record.joined_to == head.id))


def unjudged_parts(items: Sequence[Item], item: Item, text: str) -> tuple[Item, ...]:
    """Return the parts of the utterance of an unreviewed quote, the quote among them.

    `text` is the article's. They are those before and after it, without a verdict, that go on across a cue.
    """
    if item.reviewed or item not in items:
        return (item,)
    first = last = items.index(item)
    while first > 0 and _goes_on(items[first - 1], items[first], text):
        first -= 1
    while last + 1 < len(items) and _goes_on(items[last], items[last + 1], text):
        last += 1
    return tuple(items[first : last + 1])


def _goes_on(one: Item, following: Item, text: str) -> bool:
    """Return whether two quotes without a verdict are one sentence with its cue in the middle."""
    before, after = one.suggestion, following.suggestion
    if before is None or after is None or one.reviewed or following.reviewed:
        return False
    if before.mention is None or (before.mention, before.cue) != (after.mention, after.cue):
        return False
    between = text[before.end : after.start]
    if before.cue is None or not before.end <= before.cue.start < after.start or len(between) > _LONGEST_CUE:
        return False
    ended = before.text.rstrip()[-1:] in _SENTENCE_ENDS
    return not ended and between.rstrip(_OPENING).endswith(_COMMAS) and "\n\n" not in between


def join_next(items: Sequence[Item], item: Item, accepted: Callable[[Item], Record]) -> list[tuple[Item, Record]]:
    """Return the records of the quote's utterance joined with the next quote and the parts of that one.

    `accepted` returns the accepted record of a quote. The first part says who speaks, and gets the stances coded on
    the others.

    Raises:
        CannotJoinError: there is no next quote, or both are coded toward one target in different ways.
    """
    last = items.index(parts_of(items, item)[-1])
    ahead = next((other for other in items[last + 1 :] if not other.rejected), None)
    if item.rejected or ahead is None:
        message = "There is no quote after this one to join it with."
        raise CannotJoinError(message)
    head = head_of(items, item)
    first = accepted(head)
    stances = {stance.target: stance for stance in first.stances}
    after = []
    for part in parts_of(items, ahead):
        record = accepted(part)
        for stance in record.stances:
            present = stances.setdefault(stance.target, stance)
            if (present.stance, present.strong) != (stance.stance, stance.strong):
                message = f"Both are coded toward “{stance.target}”, and not alike: clear one of the two first."
                raise CannotJoinError(message)
        said = replace(
            record,
            actor=first.actor,
            co_actors=first.co_actors,
            via=first.via,
            addressee=first.addressee,
            kind=first.kind,
        )
        after.append((part, replace(said, stances=(), joined_to=head.id)))
    return [(head, replace(first, stances=tuple(stances.values()))), *after]


def rejected_parts(items: Sequence[Item], item: Item, record: Record) -> list[tuple[Item, Record | None]]:
    """Return the records after rejecting a quote: its own, and those of the parts separated from it."""
    after = None if item.suggestion is None else record_edits.rejected(record)
    return [
        (item, after),
        *(
            (part, replace(part.record, joined_to=None))
            for part in parts_of(items, item)
            if part.record is not None and part.record.joined_to == item.id
        ),
    ]
