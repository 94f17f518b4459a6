"""Actors across the articles of a folder."""

from onrecord.articles.plain import render_plain
from onrecord.quotes import extract
from onrecord.quotes.actors import link_actors
from onrecord.quotes.language import load_language
from onrecord.quotes.likely_same import likely_same
from onrecord.quotes.quote import Actor, ActorType, Kind, Quote, QuotedArticle


def quoted(key, text):
    return extract._find(key, text, render_plain(text), load_language("en"))


def actors_of(linked):
    return [[quote.actor for quote in article.quotes] for article in linked.articles]


SHORT = quoted("short", "“We go on,” Voss said.")
FULL = quoted("full", "“We stop,” said Senator Clara Voss. “Never,” Voss added.")
OTHER = quoted("other", "“I am a priest,” said Martin Voss.")


def test_a_last_name_is_the_one_person_who_bears_it_in_the_folder():
    linked = link_actors([SHORT, FULL])
    assert actors_of(linked) == [["Clara Voss"], ["Clara Voss", "Clara Voss"]]
    (voss,) = linked.actors
    assert (voss.name, voss.aliases) == ("Clara Voss", ("Voss", "Senator Clara Voss"))


def test_two_people_of_one_last_name_stay_two():
    linked = link_actors([SHORT, FULL, OTHER])
    assert actors_of(linked) == [["Voss"], ["Clara Voss", "Clara Voss"], ["Martin Voss"]]


def test_a_middle_name_makes_no_other_person():
    longer = quoted("longer", "“We wait,” said Clara T. Voss.")
    assert actors_of(link_actors([FULL, longer])) == [["Clara Voss"] * 2, ["Clara Voss"]], "without the initial"
    assert actors_of(link_actors([longer, longer, FULL]))[2] == ["Clara T. Voss"] * 2, "the most usual name"


def test_a_bare_last_name_is_the_bearer_s_who_is_far_ahead():
    often = [quoted(f"full {number}", "“We stop,” said Senator Clara Voss.") for number in range(4)]
    linked = link_actors([SHORT, *often, OTHER])
    assert actors_of(linked)[0] == ["Clara Voss"]
    assert actors_of(linked)[-1] == ["Martin Voss"]
    assert actors_of(link_actors([SHORT, *often[:3], OTHER]))[0] == ["Voss"], "not far enough"


def test_a_bare_last_name_is_the_bearer_s_whose_title_it_has():
    titled = quoted("titled", "“We go on,” Senator Voss said.")
    assert actors_of(link_actors([titled, FULL, OTHER]))[0] == ["Clara Voss"]


def test_one_odd_article_does_not_split_the_rest():
    odd = QuotedArticle(
        "odd", (Quote(0, 2, "We", Kind.DIRECT, actor="Reeve Clara Voss"),), (Actor("Reeve Clara Voss"),)
    )
    often = [quoted(f"full {number}", "“We stop,” said Senator Clara Voss.") for number in range(4)]
    linked = link_actors([SHORT, odd, *often])
    assert {name for names in actors_of(linked) for name in names} == {"Clara Voss"}


def test_accents_and_case_make_no_other_person():
    one, other = quoted("one", "“We wait,” said Zoë García."), quoted("other", "“We wait,” said Zoe Garcia.")
    assert len(link_actors([one, other]).actors) == 1


def test_father_and_son_stay_two():
    both = quoted("both", "“I paid,” said Otto Lund Sr. “He did not,” said Otto Lund Jr.")
    linked = link_actors([both, quoted("other", "“No,” said Otto Lund Jr.")])
    assert actors_of(linked) == [["Otto Lund Sr.", "Otto Lund Jr."], ["Otto Lund Jr."]]


def test_actors_that_may_be_one_are_offered_with_the_reason():
    names = (
        "Clara Voss",
        "Voss",
        "Clara Vsos",
        "Clara Vos",
        "Cla Voss",
        "Reeve Clara Voss",
        "Ann Roe",
        "Martin Holm",
    )
    pairs = likely_same([Actor(name) for name in names])
    assert [(other, reason) for one, other, reason in pairs if one == "Clara Voss"] == [
        ("Voss", "the same last name"),
        ("Clara Vsos", "a letter apart"),
        ("Clara Vos", "a letter apart"),
        ("Cla Voss", "one first name is short for the other"),
        ("Reeve Clara Voss", "one name ends with the other"),
    ]
    assert not {"Ann Roe", "Jo Holm"} & {name for pair in pairs for name in pair[:2]}
    assert likely_same([Actor("Clara Voss", type=ActorType.ROLE), Actor("Voss")]) == []


def test_the_work_of_comparing_grows_with_the_cast():
    crowd = [Actor(f"Person{number} Same") for number in range(2_000)]
    assert len(likely_same(crowd)) < 200_000


def test_those_who_speak_together_are_linked_too():
    together = quoted("together", "“We go,” Clara Voss and Otto Lund said.")
    linked = link_actors([together, quoted("longer", "“No,” said Otto P. Lund. “No,” said Otto P. Lund.")] * 2)
    assert linked.articles[0].quotes[0].actors == ("Clara Voss", linked.articles[1].quotes[0].actor)


def test_what_a_coder_has_settled_comes_first():
    linked = link_actors([SHORT, FULL, OTHER], {"Martin Voss": ["Voss"]})
    assert actors_of(linked) == [["Martin Voss"], ["Clara Voss", "Clara Voss"], ["Martin Voss"]]


def test_a_renamed_actor_keeps_the_quotes_that_the_last_name_alone_brought():
    linked = link_actors([SHORT, FULL], {"Mayor of Tidewater": ["Clara Voss"]})
    assert actors_of(linked) == [["Mayor of Tidewater"], ["Mayor of Tidewater"] * 2]
    both = link_actors([SHORT, FULL, OTHER], {"Mayor of Tidewater": ["Clara Voss"]})
    assert actors_of(both) == [["Voss"], ["Mayor of Tidewater"] * 2, ["Martin Voss"]], "it could be either's"
    merged = link_actors([SHORT, FULL, OTHER], {"Clara Voss": ["Martin Voss"]})
    assert actors_of(merged) == [["Clara Voss"], ["Clara Voss"] * 2, ["Clara Voss"]]


def test_linking_again_changes_nothing():
    linked = link_actors([SHORT, FULL, OTHER])
    assert link_actors(linked.articles) == linked


def test_a_spokeswoman_speaks_for_her_organisation_and_is_another_actor():
    before = quoted("a", "“No,” Baltic Rail spokeswoman Ines Carle said. “The fares rise,” Baltic Rail said.")
    after = quoted("b", "“Yes,” said Ivo Marek, a spokesman for Clara Voss. Clara Voss was away.")
    actors = {actor.name: actor for actor in link_actors([before, after]).actors}
    assert actors["Ines Carle"].speaks_for == "Baltic Rail"
    assert actors["Ivo Marek"].speaks_for == "Clara Voss"
    assert actors["Baltic Rail"].speaks_for is None
    assert [quote.actor for quote in before.quotes] == ["Ines Carle", "Baltic Rail"]
