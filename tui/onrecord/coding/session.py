"""The review session: everything that a coder can do, and the only place that holds what was done.

It knows neither the screen nor the disk. Each action returns a `Change`, which says what to save and repaint.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onrecord.coding import record_edits
from onrecord.coding.anchor_state import AnchorState
from onrecord.coding.followers import followers
from onrecord.coding.history import Change, Edit, History, Place, Step, apply_edits, newly_reviewed
from onrecord.coding.item import Item, untouched_record
from onrecord.coding.joined_quotes import join_next, rejected_parts
from onrecord.coding.marking import CannotMarkError, Unit, moved_edge, refuse_overlap
from onrecord.coding.record import Record, Verdict
from onrecord.coding.review_state import ReviewState
from onrecord.quotes.quote import quote_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from onrecord.coding.codebook import Codebook
    from onrecord.coding.history import Revision
    from onrecord.coding.marking import Edge, MarkedWords
    from onrecord.coding.record import Stance
    from onrecord.quotes.quote import Kind


def utc_now() -> str:
    """Return the present time in the format of records: UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class ReviewSession(ReviewState):
    """The articles under review, and everything that one coder can do to their quotes."""

    def __init__(self, coder: str, codebook: Codebook, now: Callable[[], str] = utc_now) -> None:
        super().__init__(coder, codebook)
        self.corrected: tuple[str, str] | None = None
        """The actor before and after the last correction of an actor."""
        self._chosen = self.target
        """The name under which the target was chosen: undoing a renaming or merging restores it."""
        self._now = now
        self._last_stance: Stance | None = None
        self._last_coded: tuple[str, str] | None = None
        self._history = History()

    # Actions

    def choose_target(self, name: str) -> None:
        """Choose the target that the stance keys code toward. It stays chosen; the one left is the one before."""
        _move_to_front(self._recent_targets, self.target)
        self.target = self._chosen = name
        _move_to_front(self._recent_targets, name)

    def replace_codebook(self, codebook: Codebook) -> None:
        """Use another codebook, in which targets may be renamed or gone."""
        self.codebook = codebook
        known = codebook.target(self._chosen) or codebook.target(self.target)
        self.target = known.name if known else codebook.targets[0].name
        recent = (codebook.target(name) for name in self._recent_targets)
        self._recent_targets = [target.name for target in recent if target and not target.retired]
        self._recast()

    def change_codebook(
        self, title: str, codebook: Codebook, revision: Revision, actors: Iterable[tuple[Item, str]] = ()
    ) -> Change:
        """Use a changed codebook and give quotes other actors, as one step.

        To undo it, call `replace_codebook` with the codebook before, which `to_undo` holds, and then `undo`.
        """
        self.replace_codebook(codebook)
        pairs = ((item, record_edits.with_actor(self._accepted(item), actor)) for item, actor in actors)
        return self._take(Step(title, self._edits(pairs), revision))

    def accept(self, item: Item) -> Change | None:
        """Accept the quote and the other parts of its utterance. None if it is accepted already."""
        return self._judge(item, "accept", lambda record: record)

    def accept_rest(self, key: str) -> Change | None:
        """Accept all unreviewed quotes of an article, as one step. None if there are none."""
        rest = [item for item in self.items(key) if not item.reviewed]
        title = "accept 1 quote" if len(rest) == 1 else f"accept {len(rest)} quotes"
        accepted = (pair for item in rest for pair in self._accepted_parts(item) if pair[0].id == item.id)
        return self._edit_all(title, accepted)

    def confirm_moved(self, key: str) -> Change | None:
        """Confirm the new places of all quotes of an article that moved beyond doubt. None if there are none."""
        moved = [item for item in self.items(key) if item.state is AnchorState.MOVED]
        title = "confirm 1 place" if len(moved) == 1 else f"confirm {len(moved)} places"
        return self._edit_all(title, [(item, record_edits.confirmed(item, self._record(item))) for item in moved])

    def toggle_rejected(self, item: Item) -> Change | None:
        """Mark as not a quote. A rejected quote is restored with everything that was coded on it."""
        if item.rejected:
            return self._edit_all("take the rejection back", self._unrejected(item))
        record = record_edits.confirmed(item, self._record(item))
        return self._edit_all("reject", rejected_parts(self.items(item.article), item, record))

    def add_quote(self, marked: MarkedWords, actor: str | None) -> Change | None:
        """Add marked words as a quote of the actor (None: unknown).

        Raises:
            CannotMarkError: another quote was first found in exactly these words, and has moved since.
        """
        key = marked.article
        identifier = quote_id(key, *marked.span)
        there = self.item(key, identifier)
        if there is not None and not there.rejected:
            message = f"Exactly here the quote “{there.text}” was found: move its edges back instead."
            raise CannotMarkError(message)
        self._meet(actor)
        after = record_edits.added(marked, self._articles[key], identifier, actor)
        edit = Edit(key, identifier, before=there.record if there else None, after=after)
        return self._take(Step("mark a quote", (edit,)))

    def move_edge(self, item: Item, edge: Edge, step: int) -> Change | None:
        """Move the quote's start or end by a word, forward (`step` 1) or back (-1), and accept the quote.

        None if there is no word to move to.

        Raises:
            CannotMarkError: another quote is in the way.
        """
        article = self._articles[item.article]
        shown = article.rendering.to_shown(*item.span)
        moved = moved_edge(article.rendering, shown, edge, Unit.WORD, step)
        if moved == shown:
            return None
        span = article.rendering.to_source(*moved)
        others = (other for other in self.items(item.article) if other.id != item.id)
        refuse_overlap(span, others, before=item.span)
        return self._judge(item, f"move the {edge}", lambda record: record_edits.moved(record, article, span))

    def join(self, item: Item) -> Change | None:
        """Join the quote with the next one as parts of one utterance, and accept both.

        Raises:
            CannotJoinError: there is no next one, or the two are coded differently.
        """
        return self._edit_all("join", join_next(self.items(item.article), item, self._accepted))

    def actors_to_join(self, item: Item) -> tuple[str | None, str | None]:
        """Return the actor of a quote and of the one that `join` would join with it; twice the same without one."""
        items = self.items(item.article)
        last = self.parts(item)[-1]
        ahead = next((one for one in items if one.span > last.span and not one.rejected), None)
        mine = self.actor_name(self.head(item))
        return mine, self.actor_name(ahead) if ahead is not None else mine

    def split(self, item: Item) -> Change | None:
        """Separate the parts of the quote's utterance and restore each. None if it is not joined."""
        parts = [part for part in self.parts(item) if part.record and part.record.joined_to]
        return self._edit_all("split", self._taken_apart(self.head(item), parts))

    def set_stance(self, item: Item, stance: str) -> Change | None:
        """Code a stance toward the chosen target and accept the quote. The same stance again makes it strong."""
        target, when = self.target, self._now()
        _move_to_front(self._recent_targets, target)
        change = self._judge(
            self.head(item),
            f"code {target}: {stance}",
            lambda record: record_edits.with_stance(record, target, stance, when, self.codebook),
        )
        coded = self.item(item.article, self.head(item).id)
        self._last_stance = self.stance_toward(coded, target) if coded else None
        self._last_coded = (item.article, coded.id) if coded else None
        return change

    @property
    def last_coded(self) -> Item | None:
        """The quote that was coded last, or None if there is none or its stance is gone."""
        if self._last_coded is None or self._last_stance is None:
            return None
        item = self.item(*self._last_coded)
        return item if item and self.stance_toward(item, self._last_stance.target) else None

    def toggle_strong(self) -> Change | None:
        """Switch the strength of the stance that was coded last. None if there is none."""
        item = self.last_coded
        present = self.stance_toward(item, self._last_stance.target) if item and self._last_stance else None
        if item is None or present is None:
            return None
        stance = replace(present, strong=not present.strong, when=self._now())
        self._last_stance = stance
        title = f"code {stance.target}: {stance.stance}{', strong' if stance.strong else ''}"
        return self._judge(item, title, lambda record: record_edits.coded(record, stance, self.codebook))

    def repeat_stance(self, item: Item) -> Change | None:
        """Code the last stance, with its target and strength, on this quote. None if nothing was coded yet."""
        if self._last_stance is None:
            return None
        stance = replace(self._last_stance, when=self._now())
        head = self.head(item)
        present = self.stance_toward(head, stance.target)
        if present and (present.stance, present.strong) == (stance.stance, stance.strong):
            return None
        title = f"code {stance.target}: {stance.stance}"
        return self._judge(head, title, lambda record: record_edits.coded(record, stance, self.codebook))

    def clear_stance(self, item: Item) -> Change | None:
        """Clear the stance toward the chosen target. None if there is none."""
        head = self.head(item)
        if head.record is None or self.stance_toward(head, self.target) is None:
            return None
        cleared = record_edits.without_stance(head.record, self.target, self.codebook)
        return self._edit(head, f"clear {self.target}", cleared)

    def set_actor(self, item: Item, actor: str | None) -> Change | None:
        """Correct the actor (None: unknown) and accept the quote.

        Unreviewed quotes whose actor was found through this one get the name too, and stay unreviewed.
        """
        before = self.actor_name(item)
        self._meet(actor)
        parts = self._accepted_parts(item)
        pairs = [(part, record_edits.with_actor(record, actor)) for part, record in parts]
        if before and actor and self.cast.actor(actor).name != before:
            self.corrected = (before, actor)
            judged = {part.id for part, _ in pairs}
            found = item.suggestion.actor if item.suggestion else None
            following = followers(self.items(item.article), item, self.cast.actor(found or before))
            pairs += [
                (one, record_edits.carried_over(self._record(one), actor))
                for one in following
                if one.id not in judged and self.actor_name(one) != self.cast.actor(actor).name
            ]
        return self._edit_all(f"actor {actor or 'unknown'}", pairs)

    def set_co_actors(self, item: Item, names: Sequence[str]) -> Change | None:
        """Say who else speaks these words together with their actor, and accept the quote; no name, nobody else."""
        for name in names:
            self._meet(name)
        parts = [(part, record_edits.with_co_actors(record, names)) for part, record in self._accepted_parts(item)]
        return self._edit_all(f"also {', '.join(names)}" if names else "nobody else speaks", parts)

    def carry_actor_over(self, items: Iterable[Item], actor: str) -> Change | None:
        """Give all these quotes an actor, as one step. Unreviewed ones stay unreviewed.

        Reviewed ones keep everything else that was coded on them.
        """
        self._meet(actor)
        pairs = [
            (
                item,
                record_edits.with_actor(self._accepted(item), actor)
                if item.reviewed
                else record_edits.carried_over(self._record(item), actor),
            )
            for item in items
        ]
        return self._edit_all(f"actor {actor} of {len(pairs)} quotes", pairs)

    def correct(self, item: Item, kind: Kind, via: str | None, addressee: str | None) -> Change | None:
        """Correct kind, via and addressee, and accept the quote."""
        return self._judge(
            item,
            f"correct to {kind}",
            lambda record: record_edits.with_kind(replace(record, via=via, addressee=addressee), kind),
        )

    def set_note(self, item: Item, note: str) -> Change | None:
        """Set the quote's note; an empty one removes it."""
        record = self._record(item)
        return self._edit(item, "note", record_edits.with_note(record, note.strip()))

    def toggle_flag(self, item: Item) -> Change | None:
        """Flag the quote, or remove its flag."""
        record = self._record(item)
        title = "take the flag away" if item.flagged else "flag"
        return self._edit(item, title, record_edits.with_flag(record, flag=not item.flagged))

    def toggle_done(self, key: str) -> Change:
        """Mark the article as done, or remove the mark."""
        before = self._codings[key].done
        title = "article not done" if before else "article done"
        return self._take(Step(title, (Edit(key, done_before=before, done_after=None if before else self._now()),)))

    def resume(self, history: History) -> None:
        """Continue the history of an earlier session, for `undo`."""
        self._history = history

    def stands(self, step: Step) -> bool:
        """Return whether everything that a step would replace is unchanged, in articles under review."""
        return all(
            edit.article in self._codings and edit.stands_in(self._codings[edit.article]) for edit in step.edits
        )

    def forget_undo(self) -> None:
        """Forget the step that `undo` would undo."""
        self._history.forget_done()

    def forget_redo(self) -> None:
        """Forget the steps that `redo` would redo."""
        self._history.forget_undone()

    @property
    def to_undo(self) -> Step | None:
        """The step that `undo` would carry out, or None."""
        return self._history.to_take_back

    @property
    def to_redo(self) -> Step | None:
        """The step that `redo` would carry out, or None."""
        return self._history.to_bring_back

    def undo(self) -> Change | None:
        """Undo the last action, in whichever articles it was. None if there is none."""
        step = self.to_undo
        if step is None:
            return None
        self._history.take_back()
        return self._carry_out(step)

    def redo(self) -> Change | None:
        """Redo the action that was undone last. None if there is none."""
        step = self.to_redo
        if step is None:
            return None
        self._history.bring_back()
        return self._carry_out(step)

    # Helpers

    def _judge(self, item: Item, title: str, correct: Callable[[Record], Record]) -> Change | None:
        """Correct the record of a quote that is thereby accepted; parts that go on with it are accepted too."""
        accepted = self._accepted_parts(item)
        return self._edit_all(
            title, [(part, correct(record) if part.id == item.id else record) for part, record in accepted]
        )

    def _accepted_parts(self, item: Item) -> list[tuple[Item, Record]]:
        """Return the records that accepting a quote makes of all parts of its utterance."""
        if item.reviewed:
            return [(part, self._accepted(part)) for part in self.parts(item)]
        parts = self.parts(item)
        return [
            (part, record if part is parts[0] else replace(record, joined_to=parts[0].id))
            for part, record in ((part, self._accepted(part)) for part in parts)
        ]

    def _unrejected(self, item: Item) -> list[tuple[Item, Record | None]]:
        """Return what a rejected quote, and the parts joined to it, were before the rejection."""

        def is_rejection(edit: Edit) -> bool:
            before, after = edit.before, edit.after
            gone = after is not None and after.verdict is Verdict.REJECTED
            return gone and (before is None or before.verdict is not Verdict.REJECTED)

        record = self._record(item)
        found = self._history.last_edit(item.article, item.id, is_rejection)
        if found is None:
            return [(item, record_edits.reopened(record_edits.confirmed(item, record)))]
        step, edit = found
        back = record_edits.with_remarks_of(edit.before, record)
        restored: list[tuple[Item, Record | None]] = [(item, back)]
        for other in step.edits:
            part = self.item(other.article, other.quote or "")
            if other is not edit and part is not None and part.record == other.after:
                restored.append((part, other.before))
        return restored

    def _taken_apart(self, head: Item, parts: Sequence[Item]) -> list[tuple[Item, Record | None]]:
        """Return what the parts of an utterance, and its first part, were before they were joined."""
        alone: list[tuple[Item, Record | None]] = []
        theirs: set[Stance] = set()
        for part in parts:
            record = self._record(part)
            found = self._history.last_edit(part.article, part.id, lambda edit: _joins(edit, head.id))
            if found is None or found[1].before is None or found[1].before.verdict is None:
                alone.append((part, replace(record, joined_to=None)))
                continue
            step, edit = found
            alone.append((part, record_edits.with_remarks_of(edit.before, record)))
            theirs.update(*(_stances_given(other) for other in step.edits if other.quote == head.id))
        if theirs:
            record = self._record(head)
            alone.append((head, replace(record, stances=tuple(s for s in record.stances if s not in theirs))))
        return alone

    def _record(self, item: Item) -> Record:
        return untouched_record(self._articles[item.article], item)

    def _accepted(self, item: Item) -> Record:
        return record_edits.accepted(item, self._record(item))

    def _meet(self, actor: str | None) -> None:
        if actor:
            self._members = None
            _move_to_front(self._recent_actors, self.cast.actor(actor).name)
            self.cast = self.cast.with_names([actor])

    def _edit(self, item: Item, title: str, after: Record | None) -> Change | None:
        return self._edit_all(title, [(item, after)])

    def _edit_all(self, title: str, pairs: Iterable[tuple[Item, Record | None]]) -> Change | None:
        """Give each quote its new record, as one step. None where that changes nothing."""
        edits = self._edits(pairs)
        return self._take(Step(title, edits)) if edits else None

    def _edits(self, pairs: Iterable[tuple[Item, Record | None]]) -> tuple[Edit, ...]:
        return tuple(
            Edit(item.article, quote=item.id, before=item.record, after=after)
            for item, after in pairs
            if after != item.record
        )

    def _take(self, step: Step) -> Change:
        self._history.add(step)
        return self._carry_out(step)

    def _carry_out(self, step: Step) -> Change:
        for key in dict.fromkeys(edit.article for edit in step.edits):
            edits = [edit for edit in step.edits if edit.article == key]
            article = self._articles[key]
            coding = apply_edits(edits, self._codings[key])
            self._codings[key] = replace(
                coding,
                sha256=article.sha256,
                extractor=article.extractor,
                title=article.title,
                codebook=self.codebook.sha256,
            )
            if len(edits) > 1:
                self._refresh(key)
            elif edits[0].quote is not None:
                self._refresh_item(article, edits[0].quote, edits[0].after)
        places = tuple(Place(edit.article, edit.quote) for edit in step.edits)
        return Change(step.title, places, codebook=step.codebook is not None, reviewed=newly_reviewed(step.edits))


def _joins(edit: Edit, head: str) -> bool:
    before = edit.before.joined_to if edit.before else None
    return edit.after is not None and edit.after.joined_to == head != before


def _stances_given(edit: Edit) -> set[Stance]:
    before = edit.before.stances if edit.before else ()
    return set(edit.after.stances if edit.after else ()).difference(before)


def _move_to_front(names: list[str], name: str) -> None:
    if name in names:
        names.remove(name)
    names.insert(0, name)
