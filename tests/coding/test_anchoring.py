"""Quotes are found again in articles that have changed, and never where they do not stand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from changed_articles import CHANGES, Newsroom
from hypothesis import given
from hypothesis import strategies as st
from measure_anchoring import CODED, tally_absent, tally_change, tally_cut

from onrecord.articles.span import Span
from onrecord.coding.anchor_state import AnchorState, Found
from onrecord.coding.anchoring import Anchoring, find_again
from onrecord.coding.item import anchor_at
from onrecord.coding.normalise import normalise
from onrecord.coding.record import Anchor

TEXT = (
    "The harbour wall has to be rebuilt, the council of Norvik said on Monday.\n\n"
    "“We have waited for this for eleven years,” said Ada Berg, who keeps a shop beside it. “Not now.”\n\n"
    "Tomas Okafor, the finance director, called the plan “reckless” and left the hall early."
)


def anchor(words: str, text: str = TEXT) -> Anchor:
    start = text.index(words)
    return anchor_at(text, Span(start, start + len(words)))


def brief_anchor(words: str, text: str = TEXT) -> Anchor:
    """Return an anchor with as little context as files have that were written by hand or before there was more."""
    whole = anchor(words, text)
    return replace(whole, prefix=whole.prefix[-32:], suffix=whole.suffix[:32])


def words_at(text: str, found: Found) -> str | None:
    return text[slice(*found.span)] if found.span else None


@pytest.mark.parametrize("words", ["We have waited for this for eleven years,", "Not now.", "reckless"])
def test_a_quote_in_an_unchanged_article_is_exact(words: str) -> None:
    found = find_again(TEXT, anchor(words))
    assert (found.state, words_at(TEXT, found)) == (AnchorState.EXACT, words)


@pytest.mark.parametrize("words", ["We have waited for this for eleven years,", "Not now.", "reckless"])
@pytest.mark.parametrize(
    "changed",
    [
        f"An editor's note of some length comes first.\n\n{TEXT}",
        TEXT.replace("“", '"').replace("”", '"').replace("harbour", "old harbour"),
        TEXT.replace("“", "``").replace("”", "''"),
        "  " + TEXT.replace(" ", "\n"),
        TEXT.replace("\n\n", "\r\n\r\n"),
        TEXT.upper(),
    ],
    ids=["paragraph", "straight marks", "typewriter marks", "wrapped", "line ends", "capitals"],
)
def test_a_quote_moves_with_its_words(words: str, changed: str) -> None:
    found = find_again(changed, anchor(words))
    assert found.state is AnchorState.MOVED
    assert normalise(words_at(changed, found) or "").text == normalise(words).text


def test_a_quote_whose_words_changed_a_little_is_found_with_its_new_words() -> None:
    changed = "By our staff.\n\n" + TEXT.replace(
        "waited for this for eleven years", "waited for it for eleven years"
    )
    found = find_again(changed, anchor("We have waited for this for eleven years,"))
    assert (found.state, words_at(changed, found)) == (
        AnchorState.MOVED,
        "We have waited for it for eleven years,",
    )


def test_other_words_in_the_quotes_place_need_a_look() -> None:
    changed = TEXT.replace("We have waited for this", "Nobody here asked us for this, not once")
    found = find_again(changed, anchor("We have waited for this for eleven years,"))
    assert (found.state, words_at(changed, found)) == (
        AnchorState.UNSURE,
        "Nobody here asked us for this, not once for eleven years,",
    )


def test_a_quote_that_was_cut_is_gone() -> None:
    changed = TEXT.replace(
        "“We have waited for this for eleven years,” said Ada Berg, who keeps a shop beside it. ", ""
    )
    found = find_again(changed, anchor("We have waited for this for eleven years,"))
    assert (found.state, found.span) == (AnchorState.GONE, None)


def test_a_word_that_stands_there_by_chance_is_not_the_quote() -> None:
    changed = "x" * TEXT.index("reckless") + "reckless, they say, is the sea at this time of the year."
    assert find_again(changed, anchor("reckless")).state is not AnchorState.EXACT


def test_a_lookalike_that_has_its_own_record_is_not_taken() -> None:
    yes, no = "We will rebuild the wall by May,", "We will rebuild the wall by June,"
    text = f"“{yes}” Berg told the council. Then she sat down.\n\n“{no}” Berg told the council. Then she left."
    changed = "News.\n\n" + text.replace(f"“{yes}” Berg told the council. ", "")
    cut, stays = Anchoring(changed).find_all([anchor(yes, text), anchor(no, text)])
    assert words_at(changed, stays) == no
    assert cut.state in (AnchorState.UNSURE, AnchorState.GONE)
    assert cut.span is None or not (cut.span.start < stays.span.end and stays.span.start < cut.span.end)


def test_scripts_without_spaces_are_found_too() -> None:
    text = "市长周一在会上说:“我们必须重建这座桥,因为它已经太旧了。”议会随后投票。他没有回答其他问题。"
    changed = "本报讯。记者报道。" + text.replace("太旧", "很旧")
    found = find_again(changed, anchor("我们必须重建这座桥,因为它已经太旧了。", text))
    assert (found.state, words_at(changed, found)) == (
        AnchorState.MOVED,
        "我们必须重建这座桥,因为它已经很旧了。",
    )


@given(st.text(max_size=60), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_whatever_the_text_is_the_answer_lies_in_it(text: str, exact: str, prefix: str, suffix: str) -> None:
    found = find_again(text, Anchor(3, 3 + len(exact), exact, prefix, suffix))
    if found.span is not None:
        assert 0 <= found.span.start <= found.span.end <= len(text)


@given(st.text(alphabet="aB “”«'`.…-–\u00a0\n\u200b\u0301é\u0130", max_size=40))
def test_every_place_of_the_comparable_text_is_a_place_of_the_source(text: str) -> None:
    same = normalise(text)
    places = [same.to_source(index) for index in range(len(same.text))]
    assert places == sorted(set(places))
    for index, place in enumerate(places):
        alone = normalise(text[place]).text
        assert alone == same.text[index] or text[place] in "'`"
    assert same.to_source(len(same.text)) == len(text) or not same.text


@pytest.mark.parametrize("coded", CODED)
@pytest.mark.parametrize("change", CHANGES)
def test_quotes_are_found_again_after(change: str, coded: str) -> None:
    tally = tally_change(change, seed=11, articles=3, coded=CODED[coded])
    assert tally.share("right", "ends differ", "wrong") >= 0.95
    assert tally.share("wrong") == 0, tally.misses


def test_no_quote_is_found_that_is_not_there() -> None:
    tally = tally_absent(seed=11, tries=200)
    assert not tally.outcomes["wrong"], tally.misses


def test_nothing_is_imported_while_every_quote_stands() -> None:
    code = (
        "import sys; from onrecord.coding.anchoring import find_again; from onrecord.coding.record import Anchor\n"
        "find_again('He said no.', Anchor(8, 10, 'no', 'He said ', '.'))\n"
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("coded", ["all", "one"])
@pytest.mark.parametrize("share", [0.0, 0.1])
def test_a_quote_that_was_cut_is_not_found_among_its_lookalikes(share: float, coded: str) -> None:
    tally = tally_cut(3, 100, share, coded=CODED[coded])
    assert tally.outcomes["wrong"] == 0, tally.misses
    assert tally.quotes >= 100


@pytest.mark.parametrize("coded", ["all", "one"])
@pytest.mark.parametrize("share", [0.0, 0.1])
def test_a_quote_in_whose_place_another_stands_is_not_found(share: float, coded: str) -> None:
    tally = tally_cut(3, 100, share, Newsroom.with_another_for, CODED[coded])
    assert tally.outcomes["wrong"] == 0, tally.misses
    assert tally.quotes >= 100


def test_of_two_quotes_that_claim_one_place_the_likest_has_it() -> None:
    rest = "He went on after a long silence in the hall: “The tram line costs 80 million,” and left.\n"
    before = f"“The tram line costs 20 million,” said Berg.\n\n{rest}"
    first, second = (anchor(f"The tram line costs {number} million,", before) for number in (20, 80))
    after = f"There was noise.\n\n{rest}"
    gone, moved = Anchoring(after).find_all((first, second))
    assert (moved.state, words_at(after, moved)) == (AnchorState.MOVED, second.exact)
    assert gone.state not in (AnchorState.MOVED, AnchorState.EXACT)


def test_a_place_that_two_quotes_claim_with_some_right_is_left_to_a_person() -> None:
    before = "“The tram line costs 20 million,” said Berg.\n\n“The tram line costs 80 million,” said Berg.\n"
    anchors = [anchor(f"The tram line costs {number} million,", before) for number in (20, 80)]
    after = "“The tram line costs 80 million,” said Berg.\n"
    assert [one.state for one in Anchoring(after).find_all(anchors)] == [AnchorState.UNSURE] * 2


def test_words_may_change_where_nothing_around_has_gone() -> None:
    before = " ".join(f"“Sentence {n} stays as it is,” said Ada Berg of the council." for n in range(3))
    after = before.replace(
        "“Sentence 1 stays as it is,” said Ada Berg", "“Point 1 stands as it is,” wrote Ada Roth"
    )
    anchors = [anchor(f"Sentence {n} stays as it is,", before) for n in range(3)]
    found = Anchoring(after).find_all(anchors)
    assert [one.state in (AnchorState.EXACT, AnchorState.MOVED) for one in found] == [True] * 3
    assert words_at(after, found[1]) == "Point 1 stands as it is,"


SHORT = (
    "“We have waited for this for eleven years,” said Ada Berg of the shop beside it. The hall was full. "
    "Asked about the harbour wall, Tomas Okafor said: “No comment.” He left the hall early, and in silence. "
    "“That is what they always say when it is late,” said Ines Moreau, who keeps the books."
)
NEIGHBOURS = ("We have waited for this for eleven years,", "That is what they always say when it is late,")


def found_between(changed: str, words: str = "No comment.", text: str = SHORT) -> Found:
    found, *beside = Anchoring(changed).find_all([brief_anchor(one, text) for one in (words, *NEIGHBOURS)])
    assert {one.state for one in beside} <= {AnchorState.EXACT, AnchorState.MOVED}
    return found


@pytest.mark.parametrize("now", ["No regrets.", "No comment whatsoever.", "Without comment."])
def test_one_of_two_words_may_change_where_all_around_is_as_it_was(now: str) -> None:
    changed = SHORT.replace("No comment.", now)
    found = found_between(changed)
    assert (found.state, words_at(changed, found)) == (AnchorState.MOVED, now)
    assert find_again(changed, brief_anchor("No comment.", SHORT)).state is not AnchorState.MOVED


@pytest.mark.parametrize(
    "changed",
    [
        SHORT.replace("No comment.", "Ask Moreau."),
        SHORT.replace("No comment.", "No, ask the director of finance."),
        SHORT.replace("“No comment.”", "no regrets."),
        SHORT.replace("“No comment.”", "no “regrets.”"),
        SHORT.replace("Tomas Okafor said: “No comment.” He left", "they also heard “No regrets.” And quit"),
        SHORT.replace("Okafor said: “No comment.” He left", "Hadjiyiannis said: “No way.” He abandoned"),
        SHORT.replace("comment", "regrets").replace("Asked", "It was an evening with many questions. Asked"),
    ],
    ids=["no word left", "most words new", "no marks", "a mark within", "context", "other letters", "sentence"],
)  # fmt: skip
def test_a_short_quote_whose_words_changed_needs_a_look_if_not_all_around_is_as_it_was(changed: str) -> None:
    assert found_between(changed).state not in (AnchorState.EXACT, AnchorState.MOVED)


def test_a_long_quote_without_its_marks_needs_a_look() -> None:
    before = SHORT.replace("No comment.", "We shall not pay for it before the autumn,")
    now = "they shall not pay for any before the autumn,"
    with_marks = (
        before.replace("We shall not pay for it before the autumn,", now)
        .replace("said: ", "added: ")
        .replace("He left", "She left")
    )
    without = with_marks.replace(f"“{now}”", now)
    words = "We shall not pay for it before the autumn,"
    assert [found_between(text, words, before).state for text in (with_marks, without)] == [
        AnchorState.MOVED,
        AnchorState.UNSURE,
    ]


def test_a_long_quote_of_which_half_the_words_are_others_needs_a_look() -> None:
    words = "We shall not pay for it before the autumn,"
    before = SHORT.replace("No comment.", words)
    changed = before.replace(words, "They should not ask for more before this autumn,")
    assert found_between(changed, words, before).state is AnchorState.UNSURE


def test_before_the_first_quote_the_beginning_of_the_text_is_what_it_keeps_its_distance_from() -> None:
    text = SHORT[SHORT.index("Asked") :]
    changed = text.replace("comment", "regrets")
    first, _ = Anchoring(changed).find_all([anchor("No comment.", text), anchor(NEIGHBOURS[1], text)])
    assert (first.state, words_at(changed, first)) == (AnchorState.MOVED, "No regrets.")


def test_a_quote_that_is_found_vouches_for_its_neighbours() -> None:
    between = "We will inspect the old wall before the storms of October,"
    text = SHORT.replace("The hall was full.", f"“{between}” said Vera Silva of the port.")
    changed = text.replace("beside it.", "beside it on the lower quay.").replace(
        "the port.", "the port, after a long pause."
    )
    for old, new in (("comment", "regrets"), ("inspect", "repair"), ("old", "new"), ("storms", "gales")):
        changed = changed.replace(old, new)
    short, vouching, *others = (brief_anchor(words, text) for words in ("No comment.", between, *NEIGHBOURS))
    assert Anchoring(changed).find_all([short, *others])[0].state is AnchorState.UNSURE
    found = Anchoring(changed).find_all([short, vouching, *others])
    assert [one.state for one in found[:2]] == [AnchorState.MOVED] * 2


def test_far_neighbours_may_drift_more() -> None:
    plain = " ".join(f"The council of Norvik voted on item {n} of its long list." for n in range(20))
    text = SHORT.replace("The hall was full.", plain)
    changed = text.replace("comment", "regrets").replace("item 1 ", "item 1, at long last, in a hurry, ")
    found = found_between(changed, text=text)
    assert (found.state, words_at(changed, found)) == (AnchorState.MOVED, "No regrets.")
    near = SHORT.replace("comment", "regrets").replace("was full", "was, at very long last, in a hurry, full")
    assert found_between(near).state is not AnchorState.MOVED


@pytest.mark.parametrize("quoted", ["« No regrets. »", "“ No regrets. ”", "« No regrets. », he repeated."])
def test_marks_may_stand_apart_from_the_words(quoted: str) -> None:
    changed = SHORT.replace("“No comment.”", quoted)
    found = found_between(changed)
    assert (found.state, words_at(changed, found)) == (AnchorState.MOVED, "No regrets.")


def test_one_word_that_became_another_needs_a_look() -> None:
    text = SHORT.replace("No comment.", "Reckless.")
    assert found_between(text.replace("Reckless.", "Pointless."), "Reckless.", text).state is AnchorState.UNSURE


def test_few_words_without_marks_need_a_look_once_one_has_changed() -> None:
    changed = SHORT.replace("in silence", "in bitterness")
    assert found_between(changed, "in silence").state not in (AnchorState.EXACT, AnchorState.MOVED)


def test_a_lookalike_with_a_number_and_a_name_of_its_own_is_not_taken_from_afar() -> None:
    words = "The stadium cost 89 million, and somebody should have asked the drivers of Norvik first,"
    other = words.replace("89", "58").replace("drivers", "tenants")
    frame = "In the evening Ada Berg said on the radio: “{}” It was the end of a long week for her."
    changed = "The council met again. " * 20 + frame.format(other)
    assert find_again(changed, anchor(words, frame.format(words))).state is AnchorState.UNSURE


def test_a_short_lookalike_with_another_number_is_not_taken_from_afar() -> None:
    frame = (
        "In the evening Ada Berg called it on the radio “the most overdue plan in {} years” and left in a hurry."
    )
    changed = "The council met again. " * 20 + frame.format(63)
    found = find_again(changed, anchor("the most overdue plan in 33 years", frame.format(33)))
    assert found.state is AnchorState.UNSURE


def test_the_very_words_of_another_quote_are_not_taken_even_where_the_one_stood() -> None:
    first = "“the most overdue plan in 33 years” Lindqvist told the pensioners, as nobody else would. "
    second = "“the most overdue plan in 63 years” Dunne told the pensioners, and some of them laughed at him."
    before = f"On Sunday all learned what the night bus would cost. {first}{second}"
    quotes = [anchor(f"the most overdue plan in {number} years", before) for number in (33, 63)]
    assert Anchoring(before.replace(first, "")).find_all(quotes)[0].state not in (
        AnchorState.EXACT,
        AnchorState.MOVED,
    )


def test_a_short_lookalike_needs_a_look_where_only_one_neighbour_is_left() -> None:
    text = SHORT.replace("No comment.", "an honest school reform")
    changed = text.replace("honest", "expensive")
    short, _, after = (anchor(words, text) for words in ("an honest school reform", *NEIGHBOURS))
    assert Anchoring(changed[: changed.index(" “That is")]).find_all([short, after])[0].state is AnchorState.UNSURE


REPORT = (
    "The council of Norvik met for the last time before the summer, and the hall was full to the last seat. "
    "Asked about the old wall at the harbour, Tomas Okafor said: “No comment.” He left the hall early by the door "
    "at the back, and was not seen again for the rest of that long evening."
)


@pytest.mark.parametrize("now", ["No regrets.", "No comment whatsoever."])
def test_a_quote_alone_is_found_by_the_words_around_it_though_one_of_its_two_has_changed(now: str) -> None:
    changed = REPORT.replace("No comment.", now).replace("long", "cold").replace("the summer", "summer")
    found = find_again(changed, anchor("No comment.", REPORT))
    assert (found.state, words_at(changed, found)) == (AnchorState.MOVED, now)


@pytest.mark.parametrize(
    "changed",
    [
        REPORT.replace("No comment.", "Ask Moreau."),
        REPORT.replace("“No comment.”", "no regrets."),
        REPORT.replace("Okafor said: “No comment.” He left", "he once heard “No regrets.” And out of"),
        REPORT.replace("comment", "regrets").replace(
            "The council", "Much was heard and little was said there. " * 2
        ),
        REPORT.replace("comment", "regrets").replace("the", "a").replace("was", "lay").replace("hall", "room"),
    ],
    ids=["no word left", "no marks", "close by", "elsewhere", "farther away"],
)
def test_a_short_quote_alone_whose_words_changed_needs_a_look_if_more_around_has_changed(changed: str) -> None:
    found = find_again(changed, anchor("No comment.", REPORT))
    assert found.state not in (AnchorState.EXACT, AnchorState.MOVED)


def test_the_very_words_in_the_expected_place_are_not_taken_where_others_stand_in_more_of_the_context() -> None:
    promised = "It was the end of a long week for {}, who had promised to delay the wind park.\n\n"
    said = "“No comment.” {} told voters in Norvik, adding that it was late. "
    rest = "Hiro Yilmaz has been the master of the harbour for forty years."
    before = promised.format("Berg") + said.format("Dunne") + rest
    lookalike = promised.format("Petrov") + said.format("Tanaka") + "Then nobody spoke for a while in the hall.\n\n"
    found = find_again(lookalike + before.replace("delay", "leave"), anchor("No comment.", before))
    assert found.state is AnchorState.UNSURE or (found.span is not None and found.span.start > len(lookalike))


def test_the_very_words_elsewhere_are_not_taken_where_only_the_nearest_context_is_alike() -> None:
    said = (
        "The reporters asked for a word. According to Tanaka, “No comment.” That was on Saturday, in the hall. {}"
    )
    rest = "Nobody asked about the plan for the houses at the dock, though it is to cost eleven million of taxes."
    before = f"Vera Silva has kept the books of Easterby for a good twenty-six years in all. {said.format(rest)}"
    other = "Then the drivers went to see the mayor about what the water tax had done to each of them. "
    changed = f"{other * 5}{said.format(other * 2)}{before.replace('No comment.', 'Go.')}"
    found = find_again(changed, anchor("No comment.", before))
    assert found.state is AnchorState.UNSURE
