"""Actors across the articles of a folder."""

from onrecord.articles.plain import render_plain
from onrecord.quotes import extract
from onrecord.quotes.actors import link_actors
from onrecord.quotes.language import load_language


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
    assert actors_of(link_actors([FULL, longer])) == [["Clara T. Voss"] * 2, ["Clara T. Voss"]]


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
