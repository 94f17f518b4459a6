"""Changes `codebook.yaml` from inside the program, keeping comments, order and layout as they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.articles.safe_text import visible
from onrecord.coding.codebook import Actor, Codebook, Target, default_codebook
from onrecord.coding.history import Revision
from onrecord.storage import disk
from onrecord.storage.atomic import replace_file
from onrecord.storage.codebook_file import (
    LONGEST_NAME,
    NAME,
    STARTER,
    is_sound_name,
    parse_codebook,
    read_codebook_text,
)
from onrecord.storage.errors import StorageError
from onrecord.storage.locks import locked
from onrecord.storage.yaml_format import plain_or_quoted, quoted

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Surgery = Callable[[str], str | None]


class Changed(NamedTuple):
    """The changed codebook, and what is needed to undo the change."""

    codebook: Codebook
    revision: Revision


def append_target(project: Path, name: str, definition: str = "") -> Changed:
    """Add a target at the end of the list. A project without a codebook gets the starter with the target added.

    Raises:
        StorageError: the name will not do, the codebook is faulty or laid out in a way that cannot be changed, or
            it cannot be written. So it is with every function here.
    """
    from onrecord.storage.codebook_text import with_target

    def wanted(before: Codebook) -> Codebook:
        if before.target(name) is not None:
            problem = f"there is a target “{visible(name)}” already"
            raise StorageError(project / NAME, problem, "Choose that one.")
        return before.with_target(name, definition)

    _check_name(project, name, "a target")
    return _change(project, lambda text: with_target(text, Target(name, definition)), wanted)


def rename_target(project: Path, old: str, new: str) -> Changed:
    """Give a target another name; the old one becomes an alias, so that what was coded toward it stands."""
    _check_name(project, new, "a target")

    def wanted(before: Codebook) -> Codebook:
        taken = before.target(new)
        target = _target(project, before, old)
        if taken is not None and taken != target:
            problem = f"there is a target “{visible(new)}” already"
            raise StorageError(project / NAME, problem, "Merge the two, or choose another name.")
        renamed = replace(target, name=new, aliases=(*target.aliases, old))
        return _with_targets(before, {old: renamed})

    return _change(project, lambda text: _renamed(text, "targets", old, new), wanted)


def merge_targets(project: Path, name: str, into: str) -> Changed:
    """Make one target of two: the first one's names become aliases of the other, its entry a comment."""
    from onrecord.storage.codebook_text import with_more, without_entry

    gone: list[str] = []

    def wanted(before: Codebook) -> Codebook:
        target, other = _target(project, before, name), _target(project, before, into)
        gone[:] = [target.name, *target.aliases]
        return _with_targets(before, {name: None, into: replace(other, aliases=(*other.aliases, *gone))})

    def surgery(text: str) -> str | None:
        with_names = with_more(text, "targets", into, "aliases", gone)
        return with_names and without_entry(with_names, "targets", name, f"merged into {quoted(into)}:")

    return _change(project, surgery, wanted)


def retire_target(project: Path, name: str, *, retired: bool) -> Changed:
    """Retire a target, so that it is no longer offered, or bring it back."""
    from onrecord.storage.codebook_text import with_value

    return _change(
        project,
        lambda text: with_value(text, "targets", name, "retired", "true" if retired else "false"),
        lambda before: _with_targets(before, {name: replace(_target(project, before, name), retired=retired)}),
    )


def rename_actor(project: Path, actor: Actor, new: str) -> Changed:
    """Give an actor another canonical name; the old one becomes an alias."""
    _check_name(project, new, "an actor's name")

    def wanted(before: Codebook) -> Codebook:
        known = _actor(before, actor)
        if new not in known.aliases:
            _refuse_taken(project, before, new)
        return _with_actor(before, actor.name, replace(known, name=new, aliases=(*known.aliases, actor.name)))

    return _change(
        project, lambda text: _renamed(_with_actor_entry(text, actor), "actors", actor.name, new), wanted
    )


def merge_actors(project: Path, actor: Actor, into: Actor) -> Changed:
    """Make one actor of two: the first one's names become aliases of the other, its entry (if any) a comment."""
    from onrecord.storage.codebook_text import with_more, without_entry

    gone: list[str] = []

    def wanted(before: Codebook) -> Codebook:
        known, other = _actor(before, actor), _actor(before, into)
        gone[:] = [known.name, *known.aliases]
        without = replace(before, actors=tuple(one for one in before.actors if one.name != actor.name))
        return _with_actor(without, into.name, replace(other, aliases=(*other.aliases, *gone)))

    def surgery(text: str) -> str | None:
        extended = _with_actor_entry(text, into)
        extended = extended and with_more(extended, "actors", into.name, "aliases", gone)
        if extended is None or not _has_entry(text, actor):
            return extended
        return without_entry(extended, "actors", actor.name, f"merged into {quoted(into.name)}:")

    return _change(project, surgery, wanted)


def add_actor(project: Path, actor: Actor) -> Changed:
    """Add an actor as a person or organisation of its own; an existing entry is kept."""
    _check_name(project, actor.name, "an actor's name")
    return _change(
        project,
        lambda text: _with_actor_entry(text, actor),
        lambda before: _with_actor(before, actor.name, _actor(before, actor)),
    )


def split_alias(project: Path, actor: Actor, alias: str) -> Changed:
    """Make one of an actor's aliases an actor of its own, of the same type."""
    from onrecord.storage.codebook_text import without_one

    other = Actor(alias, (), actor.type)

    def wanted(before: Codebook) -> Codebook:
        known = before.actor(alias)
        if known is not None and known.name == actor.name:
            left = tuple(one for one in known.aliases if one != alias)
            before = _with_actor(before, actor.name, replace(known, aliases=left))
        return _with_actor(before, alias, _actor(before, other))

    def surgery(text: str) -> str | None:
        entry = next((one for one in parse_codebook(text, STARTER).actors if one.name == actor.name), None)
        if entry is None or alias not in entry.aliases:
            return _with_actor_entry(text, other)
        without = without_one(text, "actors", actor.name, "aliases", alias)
        return without and _with_actor_entry(without, other)

    return _change(project, surgery, wanted)


def describe_actor(project: Path, actor: Actor) -> Changed:
    """Set an actor's type and whom they speak for (None: only for themselves)."""
    from onrecord.storage.codebook_text import with_value

    def surgery(text: str) -> str | None:
        changed = _with_actor_entry(text, actor)
        if changed and actor.type:
            changed = with_value(changed, "actors", actor.name, "type", actor.type)
        if changed and (actor.speaks_for or "speaks_for" in text):
            spoken = quoted(actor.speaks_for) if actor.speaks_for else "null"
            changed = with_value(changed, "actors", actor.name, "speaks_for", spoken)
        return changed

    def wanted(before: Codebook) -> Codebook:
        known = _actor(before, actor)
        return _with_actor(before, actor.name, replace(known, type=actor.type, speaks_for=actor.speaks_for))

    return _change(project, surgery, wanted)


def put_back(project: Path, revision: Revision) -> Codebook:
    """Put the codebook's file back to what it was before a change, or again to what it was after it.

    Raises:
        StorageError: the file has been changed since, or cannot be written.
    """
    path = project / NAME
    with locked(path):
        if read_codebook_text(path) != revision.before:
            advice = "Change it back by hand; nothing was undone."
            raise StorageError(path, "it has been changed since", advice)
        if revision.after is None:
            disk.remove(path)
            disk.sync_folder(project)
            return default_codebook()
        replace_file(path, revision.after.encode())
        return parse_codebook(revision.after, path)


def _change(project: Path, surgery: Surgery, wanted: Callable[[Codebook], Codebook]) -> Changed:
    """Change the text, and verify that it then parses to exactly the wanted codebook."""
    path = project / NAME
    with locked(path):
        before = read_codebook_text(path)
        text = STARTER.read_text(encoding="utf-8") if before is None else before
        expected = wanted(parse_codebook(text, path))
        after = surgery(text)
        codebook = _parsed(after, path)
        if after is None or codebook != expected:
            problem = "it is laid out in a way that cannot be changed from here"
            advice = "Change it by hand, or give each entry lines of its own, the first with `- name:`."
            raise StorageError(path, problem, advice)
        if after != before:
            replace_file(path, after.encode())
    return Changed(codebook, Revision(before, after))


def _parsed(text: str | None, path: Path) -> Codebook | None:
    try:
        return None if text is None else parse_codebook(text, path)
    except StorageError:
        return None


def _check_name(project: Path, name: str, what: str) -> None:
    if not is_sound_name(name):
        problem = f"“{visible(name)}” cannot be {what}: a name has 1 to {LONGEST_NAME} visible characters"
        raise StorageError(project / NAME, problem, "Choose another name.")


def _target(project: Path, codebook: Codebook, name: str) -> Target:
    target = next((target for target in codebook.targets if target.name == name), None)
    if target is None:
        problem = f"there is no target “{visible(name)}” any more"
        raise StorageError(project / NAME, problem, "Open the project again to see the codebook as it is now.")
    return target


def _with_targets(codebook: Codebook, changed: dict[str, Target | None]) -> Codebook:
    targets = (changed.get(target.name, target) for target in codebook.targets)
    return replace(codebook, targets=tuple(target for target in targets if target is not None))


def _actor(codebook: Codebook, actor: Actor) -> Actor:
    """Return the codebook's entry for an actor, or the one that would be added."""
    return next((one for one in codebook.actors if one.name == actor.name), Actor(actor.name, (), actor.type))


def _with_actor(codebook: Codebook, name: str, actor: Actor) -> Codebook:
    if any(one.name == name for one in codebook.actors):
        actors = tuple(actor if one.name == name else one for one in codebook.actors)
    else:
        actors = (*codebook.actors, actor)
    return replace(codebook, actors=actors)


def _refuse_taken(project: Path, codebook: Codebook, name: str) -> None:
    if codebook.actor(name) is not None:
        problem = f"there is an actor “{visible(name)}” already"
        raise StorageError(project / NAME, problem, "Merge the two, or choose another name.")


def _has_entry(text: str, actor: Actor) -> bool:
    return any(one.name == actor.name for one in parse_codebook(text, STARTER).actors)


def _with_actor_entry(text: str, actor: Actor) -> str | None:
    from onrecord.storage.codebook_text import with_entry

    if _has_entry(text, actor):
        return text
    values = {"name": plain_or_quoted(actor.name)} | ({"type": str(actor.type)} if actor.type else {})
    return with_entry(text, "actors", values)


def _renamed(text: str | None, section: str, old: str, new: str) -> str | None:
    from onrecord.storage.codebook_text import with_more, with_value

    extended = text and with_more(text, section, old, "aliases", [old])
    return extended and with_value(extended, section, old, "name", plain_or_quoted(new))
