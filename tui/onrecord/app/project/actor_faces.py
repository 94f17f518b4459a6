"""Gives every actor one colour and one two-character badge, the same in every article and session."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.app.project.badges import free_badge, stable_number
from onrecord.quotes.quote import Actor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HUES = 8
FEWEST_HUES = 6
"""Hues in the theme that has the fewest: this number of actors differ in hue in every theme."""
SLOTS = 32
"""Slots in every theme: its hues plain, then bold, then underlined, then both."""


@dataclass(frozen=True, slots=True)
class Face:
    """The colour and badge that identify an actor on the screen."""

    slot: int
    """The number of its colour and style, from 0 to `SLOTS` - 1."""
    badge: str
    """Two cells: a capital letter and another, or a digit."""
    aliases: tuple[str, ...] = ()
    """The actor's other names: it keeps this face when one of them becomes its name."""


@dataclass(frozen=True, slots=True)
class ActorFaces:
    """The faces of all actors ever seen in a project, by canonical name."""

    faces: Mapping[str, Face] = field(default_factory=dict)

    def with_actors(self, actors: Iterable[Actor]) -> ActorFaces:
        """Return these faces and one for each of `actors` that has none yet.

        An actor keeps its face if its name is known, was one of its aliases, or has become one of them. A new
        actor gets the hue given by a stable hash of its name, or the next one that is least used.
        """
        faces, new = _known_again(dict(self.faces), _distinct(actors))
        slots, badges = Counter(face.slot for face in faces.values()), {face.badge for face in faces.values()}
        for actor in new:
            face = Face(_slot(actor.name, slots), free_badge(actor, badges), actor.aliases)
            faces[actor.name] = face
            slots[face.slot] += 1
            badges.add(face.badge)
        return ActorFaces(faces)

    def remembered(self) -> object:
        """Return the faces as plain data for a JSON file, to be read by `recall`."""
        import msgspec

        return msgspec.to_builtins(self.faces)

    @classmethod
    def recall(cls, data: object) -> ActorFaces:
        """Return the faces that `remembered` wrote, without invalid ones; none if the data is damaged."""
        import msgspec

        try:
            faces = msgspec.convert(data, dict[str, Face])
        except msgspec.ValidationError:
            return cls()
        return cls({name: face for name, face in faces.items() if _is_sound(face)})


def _is_sound(face: Face) -> bool:
    return 0 <= face.slot < SLOTS and re.fullmatch(r"[A-Z][A-Z0-9]", face.badge) is not None


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """Merge actors of the same name; drop aliases that are another actor's name."""
    merged: dict[str, Actor] = {}
    for actor in actors:
        known = merged.get(actor.name, actor)
        aliases = dict.fromkeys((*known.aliases, *actor.aliases))
        merged[actor.name] = replace(known, aliases=tuple(aliases), type=known.type or actor.type)
    return [
        replace(actor, aliases=tuple(alias for alias in actor.aliases if alias not in merged))
        for actor in merged.values()
    ]


def _known_again(faces: dict[str, Face], actors: Sequence[Actor]) -> tuple[dict[str, Face], list[Actor]]:
    """Return the faces under the names that their actors have now, and the actors that have none."""
    present = {actor.name for actor in actors}
    former = {name: face for name, face in faces.items() if name not in present}
    by_alias: dict[str, list[str]] = {}
    for name, face in former.items():
        for alias in face.aliases:
            by_alias.setdefault(alias, []).append(name)
    new = []
    for actor in actors:
        was_alias_of = by_alias.get(actor.name, [])
        candidates = (*actor.aliases, *(was_alias_of if len(was_alias_of) == 1 else ()))
        if actor.name in faces:
            face = faces[actor.name]
        elif (known := next((name for name in candidates if name in former), None)) is not None:
            face = replace(former[known], aliases=(*former[known].aliases, known))
        else:
            new.append(actor)
            continue
        for name in {*candidates} & former.keys():
            del former[name], faces[name]
        aliases = dict.fromkeys((*actor.aliases, *face.aliases))
        faces[actor.name] = replace(face, aliases=tuple(alias for alias in aliases if alias not in present))
    return faces, new


def _slot(name: str, users: Counter[int]) -> int:
    """Return the first of the least used slots, the plain ones first, beginning at the hue that `name` prefers."""
    preferred = stable_number(name)
    hues = [(preferred + step) % FEWEST_HUES for step in range(FEWEST_HUES)]
    hues.extend(range(FEWEST_HUES, HUES))
    slots = (HUES * variant + hue for variant in range(SLOTS // HUES) for hue in hues)
    return min(slots, key=users.__getitem__)
