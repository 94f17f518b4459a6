"""Small projects with the codings of several coders."""

from dataclasses import replace

from onrecord.articles.article import digest_of
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Kind, Record, Span, Stance, Verdict
from onrecord.quotes.quote import quote_id
from onrecord.storage.annotations import AnnotationFolder

TEXT = """The council met on Monday.

"No more ships will come here," said Mara Ilves, who leads it.

"We need the harbour, and we need it soon," Tom Reed told the Post. He called the plan "a gift to nobody".

"The fees are fair," said Ilves.
"""
SHIPS, HARBOUR, GIFT, FEES = "No more ships will come here,", "We need the harbour", "a gift to nobody", "The fees"
WHEN = "2026-11-22T09:30:00Z"
CODEBOOK = """format: onrecord-codebook
version: 1
labels:
  - {name: support, scale: 1}
  - {name: mixed, scale: 0}
  - {name: oppose, scale: -1}
  - {name: none}
targets:
  - name: harbour
    aliases: [port]
  - name: fees
actors:
  - name: Mara Ilves
    aliases: [Ilves]
"""


def record(words, *, text=TEXT, article="a.txt", verdict=Verdict.ACCEPTED, actor="Mara Ilves", **more):
    """Return the record of words of the text; `harbour="oppose"` and so on are stances."""
    start = text.index(words)
    span = Span(start, start + len(words))
    stances = tuple(
        Stance(target, label.removesuffix("!"), label.endswith("!"), more.get("when", WHEN))
        for target, label in more.items()
        if target in ("harbour", "port", "fees")
    )
    judged = verdict in (Verdict.ACCEPTED, Verdict.ADDED)
    return Record(
        more.get("id") or quote_id(article, *span),
        anchor_at(text, span),
        verdict,
        kind=more.get("kind", Kind.DIRECT) if judged else None,
        actor=actor if judged else None,
        joined_to=more.get("joined_to"),
        stances=stances,
        note=more.get("note", ""),
    )


def project_in(folder, codings, *, text=TEXT, done=()):
    """Write articles and codings; `codings` has the records of each coder and article, `("ana", "a.txt")`."""
    folder.mkdir(exist_ok=True)
    (folder / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    for (coder, article), records in codings.items():
        path = folder / article
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            path.write_text(text, encoding="utf-8")
        coding = ArticleCoding(article, digest_of(text), "", coder, tuple(records))
        if coder in done:
            coding = replace(coding, done=WHEN)
        AnnotationFolder(folder, coder).save(coding)
    return folder
