"""Codings to save: one with everything in it, and arbitrary ones."""

from __future__ import annotations

from hypothesis import strategies as st

from onrecord.coding.record import Anchor, ArticleCoding, Kind, Record, Span, Stance, Verdict

WHEN = "2026-11-22T09:30:00Z"


def record(start: int, **changes: object) -> Record:
    text = f"words at {start}"
    values = {
        "id": f"q{start:012x}",
        "quote": Anchor(start, start + len(text), text, "before ", " after"),
        "verdict": Verdict.ACCEPTED,
        "kind": Kind.DIRECT,
        "actor": "Mara Ilves",
    }
    return Record(**(values | changes))


def coding(*records: Record, article: str = "harbour.txt", coder: str = "Ana", **changes: object) -> ArticleCoding:
    values = {"sha256": "ab" * 32, "title": "The harbour vote"}
    return ArticleCoding(article=article, coder=coder, records=tuple(records), **(values | changes))


FULL = coding(
    record(
        10,
        via="Coast Agency",
        addressee="the council",
        found=Span(8, 30),
        stances=(Stance("harbour", "oppose", True, WHEN), Stance("fees: “new”", "mixed", False, WHEN)),
        note='She said "no",\nthen left.',
        flag=True,
        extra={"colour": "blue", "quote": {"page": 3}, "stances": {"harbour": {"sure": "0.5"}}},
    ),
    record(60, verdict=Verdict.REJECTED, kind=None, actor=None),
    record(90, verdict=Verdict.ADDED, kind=Kind.INDIRECT, actor=None),
    record(120, verdict=None, kind=None, actor=None, note="who is this?"),
    record(150, joined_to="q00000000000a"),
    done=WHEN,
    extra={"reviewer": "Bo", "weights": ["1", 2, None, True, {"a": []}], "article": {"section": "local"}},
)

text = st.text(max_size=30)
"""Any code points but surrogates, which no file can hold."""
named = st.text(min_size=1, max_size=20)
maybe = st.none() | named


@st.composite
def anchors(draw: st.DrawFn) -> Anchor:
    exact, start = draw(text), draw(st.integers(0, 10**6))
    return Anchor(start, start + len(exact), exact, draw(text), draw(text))


toward = st.builds(Stance, named, named, st.booleans(), st.just(WHEN))
stances = st.lists(toward, max_size=3, unique_by=lambda stance: stance.target).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> Record:
    verdict = draw(st.none() | st.sampled_from(Verdict))
    judged = {"kind": draw(st.sampled_from(Kind))} | {key: draw(maybe) for key in ("actor", "via", "addressee")}
    others = st.lists(named, max_size=3, unique=True).map(tuple)
    return Record(
        id=draw(named),
        quote=draw(anchors()),
        verdict=verdict,
        **(judged if verdict else {}),
        co_actors=draw(others) if verdict and judged["actor"] else (),
        joined_to=draw(maybe) if verdict else None,
        found=draw(st.none() | st.just(Span(3, 9))),
        stances=draw(stances),
        note=draw(text),
        flag=draw(st.booleans()),
    )


codings = st.builds(
    lambda records, title, codebook, extractor: ArticleCoding(
        "harbour.txt", "ab" * 32, title, "Ana", tuple(records), codebook=codebook, extractor=extractor
    ),
    st.lists(records(), max_size=4, unique_by=lambda record: record.id),
    text,
    st.sampled_from(("", "cd" * 32)),
    st.sampled_from(("", "trafilatura 2.3.1")),
)
