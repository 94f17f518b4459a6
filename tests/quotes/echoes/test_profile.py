"""How outlets cut what is said, counted in three ways."""

import pytest
from echo_articles import CUT, HARBOUR, OTHER, printed

from onrecord.quotes.echoes.agency import agency_texts, last_shared_paragraph
from onrecord.quotes.echoes.compare import Loss
from onrecord.quotes.echoes.find import EchoFinder
from onrecord.quotes.echoes.profile import Counts, cut_profile

WIRE = "\n\n".join(
    [
        "KELL (Wire) The storm that hit the northern coast on Sunday tore the roofs off forty houses in Kell.",
        "“I have never heard such a wind in all my years at the lighthouse,” said Ines Marr, who keeps it.",
        "Fishermen pulled eleven people out of the water, among them a girl of six who had held on to a buoy.",
        "The harbour master closed both channels until the wrecks between the moles have been lifted and towed.",
        "“We will rebuild before the herring come,” said Tom Novak, whose net loft lost a wall and its stairs.",
        "Insurers put the damage at thirty million, and the ministry promised to send tents before the evening.",
    ]
)


def test_a_cut_is_counted_for_its_outlet_and_pair() -> None:
    profile = cut_profile(EchoFinder([printed("post", HARBOUR), printed("mail", CUT), printed("stage", OTHER)]))
    assert profile.quotes == Counts(mentions=6, utterances=4, without_copies=6)
    mail = next(outlet for outlet in profile.outlets if outlet.outlet == "mail")
    assert mail.shared == 2
    assert mail.losses == ((Loss.NEGATION, 1), (Loss.CONDITION, 1))
    assert mail.kept == pytest.approx((5 / 18 + 1) / 2, abs=0.001)
    assert mail.cues == (("said", "told", 1),)
    (pair,) = profile.pairs
    assert (pair.outlet, pair.other, pair.shared.utterances) == ("mail", "post", 2)
    assert (pair.longer, pair.other_longer, pair.other_cues) == (0, 1, 1)


def test_an_actor_whom_two_others_quote_is_silent_here() -> None:
    prints = [printed(outlet, HARBOUR) for outlet in ("post", "mail")] + [printed("stage", OTHER)]
    stage = next(outlet for outlet in cut_profile(EchoFinder(prints)).outlets if outlet.outlet == "stage")
    assert stage.silent == ("Ada Berg", "Tom Novak")


def test_copies_of_an_agency_text_count_once() -> None:
    short = "\n\n".join(WIRE.split("\n\n")[:4])
    finder = EchoFinder([printed("post", WIRE), printed("mail", WIRE), printed("herald", short)])
    (text,) = agency_texts(finder.columns, finder.links())
    assert set(text.articles) == {"post", "mail", "herald"}
    assert cut_profile(finder).quotes == Counts(mentions=5, utterances=2, without_copies=2)


def test_where_a_copy_of_an_agency_text_ends() -> None:
    paragraphs = WIRE.split("\n\n")
    assert last_shared_paragraph(paragraphs, "\n".join(paragraphs[:4])) == 4
    assert last_shared_paragraph(paragraphs, WIRE) is None
    assert last_shared_paragraph(paragraphs, "Nothing of it.") == 0
