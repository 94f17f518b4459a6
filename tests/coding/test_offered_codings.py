"""A stance coded on one version is offered on the others."""

from test_echo_decisions import CUT, LATER, LONG, NOW, OTHER, SHORT, group

from onrecord.coding.offered_codings import offered_codings
from onrecord.coding.record import Stance
from onrecord.quotes.echoes.decision import Status

OPPOSES = Stance("wall", "oppose", strong=False, when=NOW)


def test_it_is_offered_where_all_words_stand() -> None:
    groups = [group(Status.ECHO, LONG, CUT)]
    (offer,) = offered_codings(LONG.ref, groups, {CUT.ref: [OPPOSES]})
    assert (offer.stance, offer.source, offer.outlet, offer.flag) == (OPPOSES, CUT.ref, "mail", "")


def test_where_the_cut_part_may_have_carried_it_that_is_said() -> None:
    (offer,) = offered_codings(CUT.ref, [group(Status.ECHO, LONG, CUT)], {LONG.ref: [OPPOSES]})
    assert offer.flag == "4 words cut at the end (condition)"


def test_nothing_is_offered_over_ones_own_stance_or_for_what_is_only_possible() -> None:
    mine = Stance("wall", "support", strong=False, when=NOW)
    assert not offered_codings(LONG.ref, [group(Status.ECHO, LONG, CUT)], {CUT.ref: [OPPOSES], LONG.ref: [mine]})
    assert not offered_codings(LONG.ref, [group(Status.POSSIBLE, LONG, CUT)], {CUT.ref: [OPPOSES]})
    assert not offered_codings(OTHER.ref, [group(Status.ECHO, LONG, CUT)], {CUT.ref: [OPPOSES]})


def test_nothing_is_offered_where_two_versions_were_coded_differently() -> None:
    groups = [group(Status.ECHO, LONG, CUT, SHORT)]
    again = Stance("wall", "oppose", strong=False, when=LATER)
    other = Stance("wall", "support", strong=False, when=LATER)
    assert not offered_codings(LONG.ref, groups, {CUT.ref: [OPPOSES], SHORT.ref: [other]})
    (offer,) = offered_codings(LONG.ref, groups, {CUT.ref: [OPPOSES], SHORT.ref: [again]})
    assert offer.source == SHORT.ref
