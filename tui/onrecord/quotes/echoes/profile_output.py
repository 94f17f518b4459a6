"""Writes the cut profile as a table to read, as lines of JSON or as CSV."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from onrecord.articles.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from onrecord.quotes.echoes.profile import Counts, CutProfile, OutletProfile, PairProfile

_NAME = 28
_MOST_SHOWN = 4
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_profile_table(profile: CutProfile, stream: TextIO) -> None:
    """Write the profile for a person to read."""
    for line in _lines(profile):
        stream.write(visible(line) + "\n")


def write_profile_jsonl(profile: CutProfile, stream: TextIO) -> None:
    """Write one JSON object for the whole, one an outlet, one a pair of outlets and one an agency text."""
    encode = json.JSONEncoder(ensure_ascii=stream.isatty(), separators=(", ", ": ")).encode
    stream.write(encode({"row": "total", **_counts(profile.quotes)}) + "\n")
    for outlet in profile.outlets:
        stream.write(encode({"row": "outlet", **_outlet(outlet)}) + "\n")
    for pair in profile.pairs:
        stream.write(encode({"row": "pair", **_pair(pair)}) + "\n")
    for text in profile.agency:
        line = {"row": "agency text", "articles": text.articles, "outlets": text.outlets, "shares": text.shares}
        stream.write(encode(line) + "\n")


def write_profile_csv(profile: CutProfile, stream: TextIO) -> None:
    """Write one row an outlet and one a pair of outlets, with a header."""
    rows = [{"row": "outlet", **_outlet(outlet)} for outlet in profile.outlets]
    rows += [{"row": "pair", **_pair(pair)} for pair in profile.pairs]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)


PROFILE_WRITERS: dict[str, Callable[[CutProfile, TextIO], None]] = {
    "table": write_profile_table,
    "jsonl": write_profile_jsonl,
    "csv": write_profile_csv,
}
"""By the name of their format."""


def _lines(profile: CutProfile) -> Iterator[str]:
    yield f"{'':{_NAME}} {'mentions':>9} {'utterances':>11} {'without copies':>15}"
    yield _row("all quotes", profile.quotes)
    for outlet in profile.outlets:
        yield _row(outlet.outlet, outlet.quotes)
    for outlet in profile.outlets:
        if outlet.shared:
            yield ""
            yield from _about(outlet)
    if profile.pairs:
        yield ""
        heads = f"{'utterances':>11} {'kept':>6} {'kept':>6} {'longer':>7} {'other verb':>11}"
        yield f"{'both outlets':{_NAME * 2 + 1}} {heads}"
    for pair in profile.pairs:
        both = f"{_cut(pair.outlet)} {_cut(pair.other)}"
        longer = f"{pair.longer}:{pair.other_longer}"
        shares = f"{pair.kept:>6.0%} {pair.other_kept:>6.0%}"
        yield f"{both} {pair.shared.utterances:>11} {shares} {longer:>7} {pair.other_cues:>11}"
    for text in profile.agency:
        yield ""
        yield f"one agency text in {len(text.articles)} articles:"
        for number, (article, share) in enumerate(zip(text.articles, text.shares, strict=True)):
            yield f"  {article}: {f'{share:.0%} of it' if number else 'the longest'}"


def _about(outlet: OutletProfile) -> Iterator[str]:
    yield f"{outlet.outlet}: {outlet.shared} mentions of utterances that others quote too"
    if outlet.kept is not None and outlet.place is not None:
        in_headlines = f", {outlet.headlines} in a heading" if outlet.headlines else ""
        place = f"at {outlet.place:.0%} of the article on average"
        yield f"  keeps {outlet.kept:.0%} of the words, {place}{in_headlines}"
    if outlet.losses:
        yield "  dropped: " + ", ".join(f"{loss.value} {number}" for loss, number in outlet.losses)
    if outlet.cues:
        shown = outlet.cues[:_MOST_SHOWN]
        yield "  verbs: " + ", ".join(f"“{here}” for “{there}” {number}" for here, there, number in shown)
    if outlet.silent:
        more = len(outlet.silent) - _MOST_SHOWN
        names = ", ".join(outlet.silent[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
        yield f"  quoted by others only: {names}"


def _row(name: str, counts: Counts) -> str:
    return f"{_cut(name)} {counts.mentions:>9,} {counts.utterances:>11,} {counts.without_copies:>15,}"


def _counts(counts: Counts) -> dict[str, object]:
    return dict(counts._asdict())


def _outlet(outlet: OutletProfile) -> dict[str, object]:
    return {
        "outlet": outlet.outlet,
        "articles": outlet.articles,
        **_counts(outlet.quotes),
        "shared": outlet.shared,
        "kept": outlet.kept,
        **{f"lost_{loss.value}": number for loss, number in outlet.losses},
        "headlines": outlet.headlines,
        "place": outlet.place,
        "cues": [list(cue) for cue in outlet.cues],
        "actors": outlet.actors,
        "silent": list(outlet.silent),
    }


def _pair(pair: PairProfile) -> dict[str, object]:
    return {
        "outlet": pair.outlet,
        "second_outlet": pair.other,
        **_counts(pair.shared),
        "kept": round(pair.kept, 3),
        "other_kept": round(pair.other_kept, 3),
        "longer": pair.longer,
        "other_longer": pair.other_longer,
        "other_cues": pair.other_cues,
    }


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(" / ".join(map(str, entry)) if isinstance(entry, list) else str(entry) for entry in value)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _cut(text: str) -> str:
    return text.ljust(_NAME) if len(text) <= _NAME else text[: _NAME - 1] + "…"
