"""Actors' colours and badges: told apart, and the same tomorrow."""

import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.app.project.actor_faces import FEWEST_HUES, HUES, SLOTS, ActorFaces, Face
from onrecord.app.project.badges import free_badge
from onrecord.quotes.quote import Actor, ActorType

PERSON, ORGANISATION, ROLE = ActorType.PERSON, ActorType.ORGANISATION, ActorType.ROLE

names = st.one_of(
    st.sampled_from(["Xi", "Xi Jinping", "Biden", "Joe Biden", "Jill Biden", "White House"]), st.text()
)
actors = st.lists(
    st.builds(
        Actor,
        name=names,
        aliases=st.lists(names, max_size=3).map(tuple),
        type=st.sampled_from([None, *ActorType]),
    ),
    max_size=30,
)


def people(count: int) -> list[Actor]:
    return [Actor(f"Person Nr{number}", (), PERSON) for number in range(count)]


@pytest.mark.parametrize(
    ("actor", "badge"),
    [
        (Actor("Xi Jinping", ("President Xi", "Xi"), PERSON), "XI"),
        (Actor("Joe Biden", ("Joe", "Biden"), PERSON), "BI"),
        (Actor("Antony Blinken", ("Blinken",), PERSON), "BL"),
        (Actor("Ryan Hass", ("Hass",)), "HA"),
        (Actor("Wendy Sherman", (), PERSON), "SH"),
        (Actor("Robert F. Kennedy Jr.", (), PERSON), "KE"),
        (Actor("White House", ("the White House",), ORGANISATION), "WH"),
        (Actor("Ministry of Foreign Affairs", (), ORGANISATION), "MF"),
        (Actor("Kremlin", (), ORGANISATION), "KR"),
        (Actor("a senior official", (), ROLE), "SO"),
        (Actor("Recep Tayyip Erdoğan", (), PERSON), "ER"),
        (Actor("Łódź"), "LO"),
        (Actor("Владимир Путин", ("Путин",), PERSON), "PU"),
        (Actor("Κυριάκος Μητσοτάκης", (), PERSON), "ME"),
        (Actor("Q"), "QQ"),
    ],
    ids=lambda value: value.name if isinstance(value, Actor) else value,
)
def test_a_badge_reminds_of_the_name_in_the_text(actor, badge):
    assert free_badge(actor, set()) == badge


def test_a_taken_badge_gives_way_to_other_letters_of_the_name():
    cast = ActorFaces().with_actors(
        [Actor("Joe Biden", ("Biden",), PERSON), Actor("Jill Biden", ("Biden",), PERSON), Actor("Bi")]
    )
    assert [cast.faces[name].badge for name in ("Joe Biden", "Jill Biden", "Bi")] == ["BI", "BD", "BB"]


@given(actors)
def test_badges_are_two_ordinary_cells_and_no_two_actors_share_one(actors):
    badges = [face.badge for face in ActorFaces().with_actors(actors).faces.values()]
    assert len(set(badges)) == len(badges)
    assert all(re.fullmatch("[A-Z][A-Z0-9]", badge) for badge in badges)


def test_the_first_actors_all_have_different_hues_and_the_first_32_different_slots():
    cast = ActorFaces()
    for count, actor in enumerate(people(SLOTS), start=1):
        cast = cast.with_actors([actor])
        slots = [face.slot for face in cast.faces.values()]
        assert len(set(slots)) == count
        assert len({slot % HUES for slot in slots}) == min(count, HUES)
        assert max(slots) < HUES * -(-count // HUES)


def test_every_actor_has_a_face_also_when_there_are_more_than_badges():
    cast = ActorFaces().with_actors(people(1_500))
    assert len({face.badge for face in cast.faces.values()}) == 26 * 36
    assert {face.slot for face in cast.faces.values()} == set(range(SLOTS))
    assert len(cast.faces) == 1_500


@given(actors, actors)
def test_faces_stay_when_articles_are_added(actors, more):
    before = ActorFaces().with_actors(actors).faces
    after = ActorFaces(before).with_actors([*actors, *more]).faces
    for actor in actors:
        assert (before[actor.name].slot, before[actor.name].badge) == (
            after[actor.name].slot,
            after[actor.name].badge,
        )


@given(actors, actors)
def test_a_cast_survives_its_file(actors, tomorrow):
    cast = ActorFaces().with_actors(actors)
    recalled = ActorFaces.recall(json.loads(json.dumps(cast.remembered())))
    assert recalled == cast
    assert recalled.with_actors(tomorrow) == cast.with_actors(tomorrow)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    )
)
def test_whatever_stands_in_the_file_is_no_harm(data):
    ActorFaces.recall(data).with_actors([Actor("Xi")])


def test_a_face_that_no_palette_has_is_left_out():
    data = ActorFaces({"A": Face(3, "AB", ("Al",)), "B": Face(99, "BC"), "C": Face(-1, "CD"), "D": Face(1, "d!")})
    assert ActorFaces.recall(data.remembered()).faces == {"A": Face(3, "AB", ("Al",))}


@pytest.mark.parametrize("damaged", [None, [], {"A": [3, "AB"]}, {"A": {"slot": "3", "badge": "AB"}}])
def test_a_damaged_palette_is_empty(damaged):
    assert ActorFaces.recall(damaged) == ActorFaces()


XI = Actor("Xi Jinping", ("Xi",), PERSON)


@pytest.mark.parametrize(
    "days", [[[XI], [Actor("Xi")]], [[Actor("Xi")], [XI], [Actor("Xi")], [XI, Actor("Biden")]]]
)
def test_an_actor_is_known_again_by_name_and_alias(days):
    faces, cast = [], ActorFaces()
    for day in days:
        cast = ActorFaces.recall(cast.remembered()).with_actors(day)
        faces.append(cast.faces[day[0].name])
    assert all((one.slot, one.badge) == (other.slot, other.badge) for one, other in pairwise(faces))


def test_two_of_one_surname_stay_two():
    joe, jill = Actor("Joe Biden", ("Biden",), PERSON), Actor("Jill Biden", ("Biden",), PERSON)
    cast = ActorFaces().with_actors([joe]).with_actors([jill])
    assert cast.faces["Joe Biden"].badge != cast.faces["Jill Biden"].badge
    surname_alone = cast.with_actors([Actor("Biden")]).faces
    assert len({face.badge for face in surname_alone.values()}) == 3


def test_actors_that_are_merged_leave_one_face():
    cast = ActorFaces().with_actors([Actor("Xi"), Actor("Xi Jinping")])
    merged = cast.with_actors([XI])
    assert list(merged.faces) == ["Xi Jinping"]
    assert merged.faces["Xi Jinping"].badge == cast.faces["Xi Jinping"].badge


def test_faces_are_the_same_in_every_process_and_version():
    names = ["Ann Lee", "Anna Leeds", "习近平", "金正恩", "A", "The UN", "Ольга"]
    faces = ActorFaces().with_actors([Actor(name, (name[:3],)) for name in names]).faces
    assert {name: [face.slot, face.badge, *face.aliases] for name, face in faces.items()} == {
        "Ann Lee": [3, "AN", "Ann"],
        "Anna Leeds": [4, "AL", "Ann"],
        "习近平": [2, "LU"],
        "金正恩": [5, "GJ"],
        "A": [0, "AA"],
        "The UN": [1, "TH", "The"],
        "Ольга": [6, "OL", "Оль"],
    }


def test_the_first_six_actors_differ_in_hue_in_every_theme():
    cast = ActorFaces().with_actors([Actor(f"Person {number}") for number in range(FEWEST_HUES)])
    assert sorted(face.slot for face in cast.faces.values()) == list(range(FEWEST_HUES))
