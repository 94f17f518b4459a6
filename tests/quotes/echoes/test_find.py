"""The utterances that several articles quote."""

from echo_articles import CUT, HARBOUR, OTHER, REWORDED, printed

from onrecord.quotes.echoes.decision import Status
from onrecord.quotes.echoes.echo import EchoGroup
from onrecord.quotes.echoes.find import EchoFinder, find_echoes
from onrecord.quotes.echoes.fingerprint import ArticlePrint


def told(groups: list[EchoGroup]) -> list[tuple[str, list[str]]]:
    return [(group.status.value, [member.text[:20] for member in group.members]) for group in groups]


def of_post(groups: list[EchoGroup]) -> list[EchoGroup]:
    return [group for group in groups if any(member.ref.article == "post" for member in group.members)]


def test_a_cut_quote_is_an_echo_with_its_difference_and_reason() -> None:
    groups = find_echoes([printed("post", HARBOUR), printed("mail", CUT)])
    assert told(groups) == [
        ("echo", ["We will not build th", "We will build the wa"]),
        ("echo", ["Nobody asked us,", "Nobody asked us."]),
    ]
    wall = groups[0]
    assert wall.actor == "Ada Berg"
    assert wall.longest.ref.article == "post"
    assert wall.members[1].difference == "1 word cut inside (negation); 12 words cut at the end (condition)"
    assert "same day; same actor" in wall.why
    assert HARBOUR[wall.longest.ref.start : wall.longest.ref.end] == wall.longest.text


def test_another_wording_is_possible_at_most() -> None:
    groups = find_echoes([printed("post", HARBOUR), printed("herald", REWORDED)])
    assert [group.status for group in groups] == [Status.POSSIBLE]
    assert groups[0].why.endswith("worded otherwise")


def test_what_two_people_say_of_other_things_is_no_echo() -> None:
    assert find_echoes([printed("post", HARBOUR), printed("stage", OTHER)]) == []


def test_one_article_has_no_echoes() -> None:
    assert find_echoes([printed("post", HARBOUR + CUT)]) == []


def test_a_slogan_on_another_day_is_a_repeat() -> None:
    rally = "“I promised you a school, a road to Kell and a harbour that feeds the whole coast,” Ada Berg said.\n"
    debate = (
        "“They laughed when we first spoke of a harbour that feeds the whole coast, and my rival laughed louder "
        "than anybody, although his own brother sells nets there and his father used to,” Ada Berg answered.\n"
    )
    groups = find_echoes([printed("post", rally, "2022-03-18"), printed("mail", debate, "2022-09-30")])
    assert [group.status for group in groups] == [Status.REPEAT]


def test_articles_that_come_later_are_compared_with_those_before() -> None:
    filler = [printed(f"filler{n}", OTHER.replace("Kell", f"Kell{n}"), "2021-01-01") for n in range(8)]
    at_once = EchoFinder([*filler, printed("post", HARBOUR), printed("mail", CUT)])
    bit_by_bit = EchoFinder([*filler, printed("post", HARBOUR)])
    assert not of_post(bit_by_bit.groups())
    bit_by_bit.add(printed("mail", CUT))
    assert told(of_post(bit_by_bit.groups())) == told(of_post(at_once.groups()))
    assert len(of_post(at_once.groups())) == 2


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [printed("post", HARBOUR), printed("mail", CUT), printed("herald", REWORDED)]

    def refs(order: list[ArticlePrint]) -> set[tuple[str, frozenset[object]]]:
        return {(g.status.value, frozenset(m.ref for m in g.members)) for g in find_echoes(order)}

    assert refs(articles) == refs(articles[::-1])


def test_progress_comes_to_its_end() -> None:
    shares: list[float] = []
    EchoFinder([printed("post", HARBOUR), printed("mail", CUT)]).groups(shares.append)
    assert shares
    assert shares[-1] == 1
