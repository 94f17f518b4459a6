"""Links the actors of a folder's articles: "Xi" in one and "Chinese leader Xi Jinping" in another are one actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from onrecord.quotes.quote import Actor, ActorType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.quotes.quote import Quote, QuotedArticle


class LinkedArticles(NamedTuple):
    """Articles in which one actor has one name everywhere."""

    articles: tuple[QuotedArticle, ...]
    actors: tuple[Actor, ...]
    """Every actor once, the most quoted first."""


def link_actors(
    articles: Iterable[QuotedArticle], known: Mapping[str, Sequence[str]] | None = None
) -> LinkedArticles:
    """Give every actor one canonical name across all the articles.

    A full name takes in the shorter ones that can only be its: a last name (or a first one, as where names begin
    with the family's) that a single person of the folder bears. Two people of one last name stay two, and a bare
    last name that could be either's stays as it is. Under whichever name a coder has settled for somebody, the last
    one of each name found counts.

    Args:
        articles: what was found in each; may be a part of the folder, to be linked again when more is there.
        known: aliases by canonical name, as a coder has settled them; they come first.
    """
    articles = tuple(articles)
    names = _canonical_names(articles, known or {})
    linked = tuple(article if _bears_none(article, names) else _rename(article, names) for article in articles)
    return LinkedArticles(linked, _merge(linked))


def _canonical_names(articles: Sequence[QuotedArticle], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the canonical name of every name in the articles that has another one."""
    counts, types = _count_names(articles)
    canonical = {alias: name for name, aliases in known.items() for alias in (name, *aliases)}
    bearers: dict[str, set[str]] = {}
    for group in _groups(counts, types, canonical):
        chosen = max(group, key=lambda name: (name in known, len(name.split()), counts[name], name))
        for name in group:
            canonical.setdefault(name, chosen)
        if types.get(chosen) is not ActorType.ORGANISATION:
            _bear(bearers, chosen, chosen)
    for name, aliases in known.items():
        for alias in aliases:
            if alias in counts and types.get(alias) not in (ActorType.ORGANISATION, ActorType.ROLE):
                _bear(bearers, alias, name)
    for name in counts:
        word = name.casefold()
        named = bearers.get(word) or bearers.get(f"{word} ") or set()
        if name not in canonical and len(named) == 1 and types.get(name) is not ActorType.ROLE:
            canonical[name] = next(iter(named))
    return canonical


def _bear(bearers: dict[str, set[str]], full_name: str, actor: str) -> None:
    """Note that its last name, and its first one as where names begin with the family's, can mean the actor."""
    words = full_name.casefold().split()
    if len(words) > 1:
        bearers.setdefault(words[-1], set()).add(actor)
        bearers.setdefault(f"{words[0]} ", set()).add(actor)


def _count_names(articles: Sequence[QuotedArticle]) -> tuple[Counter[str], dict[str, ActorType | None]]:
    counts: Counter[str] = Counter()
    types: dict[str, ActorType | None] = {}
    for article in articles:
        for actor in article.actors:
            counts[actor.name] += 1
            types[actor.name] = types.get(actor.name) or actor.type
        others = (name for quote in article.quotes for name in (*quote.co_actors, quote.via, quote.addressee))
        counts.update(name for name in others if name is not None)
    return counts, types


def _groups(
    counts: Mapping[str, int], types: Mapping[str, ActorType | None], canonical: Mapping[str, str]
) -> Iterable[list[str]]:
    """Return the full names that are one person's: of one first and one last name, middle names left aside."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name in {**counts, **dict.fromkeys(canonical.values())}:
        words = name.casefold().split()
        alias = canonical.get(name, name) != name
        if len(words) > 1 and not alias and types.get(name) is not ActorType.ROLE:
            groups.setdefault((words[0], words[-1]), []).append(name)
    return groups.values()


def _rename(article: QuotedArticle, names: Mapping[str, str]) -> QuotedArticle:
    quotes = tuple(_rename_quote(quote, names) for quote in article.quotes)
    actors: dict[str, Actor] = {}
    for actor in article.actors:
        name = names.get(actor.name, actor.name)
        speaks_for = names.get(actor.speaks_for, actor.speaks_for) if actor.speaks_for is not None else None
        aliases = dict.fromkeys((*actor.aliases, actor.name))
        earlier = actors.get(name)
        if earlier is not None:
            aliases = dict.fromkeys((*earlier.aliases, *aliases))
            speaks_for = earlier.speaks_for or speaks_for
        aliases.pop(name, None)
        actors[name] = Actor(name, tuple(aliases), actor.type or (earlier.type if earlier else None), speaks_for)
    return replace(article, quotes=quotes, actors=tuple(actors.values()))


def _bears_none(article: QuotedArticle, names: Mapping[str, str]) -> bool:
    """Return whether nobody in the article has another name."""
    bearers = (*(actor.name for actor in article.actors), *(actor.speaks_for for actor in article.actors))
    quoted = (name for quote in article.quotes for name in (*quote.actors, quote.via, quote.addressee))
    return not any(name in names and names[name] != name for name in (*bearers, *quoted) if name is not None)


def _rename_quote(quote: Quote, names: Mapping[str, str]) -> Quote:
    actor, via, addressee = (
        names.get(name, name) if name is not None else None for name in (quote.actor, quote.via, quote.addressee)
    )
    others = dict.fromkeys(names.get(name, name) for name in quote.co_actors)
    co_actors = tuple(name for name in others if name != actor)
    if (actor, via, addressee, co_actors) == (quote.actor, quote.via, quote.addressee, quote.co_actors):
        return quote
    return replace(quote, actor=actor, via=via, addressee=addressee, co_actors=co_actors)


def _merge(articles: Sequence[QuotedArticle]) -> tuple[Actor, ...]:
    quoted: Counter[str] = Counter(
        name for article in articles for quote in article.quotes for name in quote.actors
    )
    merged: dict[str, Actor] = {}
    for article in articles:
        for actor in article.actors:
            earlier = merged.get(actor.name)
            if earlier is None:
                merged[actor.name] = actor
            else:
                aliases = tuple(dict.fromkeys((*earlier.aliases, *actor.aliases)))
                merged[actor.name] = Actor(
                    actor.name, aliases, earlier.type or actor.type, earlier.speaks_for or actor.speaks_for
                )
    return tuple(sorted(merged.values(), key=lambda actor: -quoted[actor.name]))
