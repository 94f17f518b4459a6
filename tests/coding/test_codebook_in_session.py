"""A codebook that changes while it is coded with: old names resolve, and all of it can be undone."""

from __future__ import annotations

from dataclasses import replace

from tests.coding.plain_articles import article
from tests.coding.test_session import QUOTES, TEXT, item, new_session

from onrecord.coding.codebook import Actor, ActorType, Codebook, Label, Target
from onrecord.coding.history import Revision
from onrecord.coding.session import ReviewSession
from onrecord.quotes.quote import QuotedArticle

RENAMED = Codebook((Label("support"), Label("oppose")), (Target("span", aliases=("bridge",)), Target("tax")))


def stances(session: ReviewSession, number: int = 0) -> list[tuple[str, str]]:
    return [(stance.target, stance.stance) for stance in session.stances(item(session, number))]


def test_what_was_coded_under_an_old_name_is_toward_the_new_one() -> None:
    session = new_session()
    session.set_stance(item(session), "oppose")
    session.replace_codebook(RENAMED)
    assert session.target == "span"
    assert stances(session) == [("span", "oppose")]
    session.set_stance(item(session), "oppose")
    assert [(s.target, s.strong) for s in session.stances(item(session))] == [("span", True)]
    session.replace_codebook(RENAMED)
    session.clear_stance(item(session))
    assert item(session).stances == ()


def test_a_chosen_target_that_is_gone_gives_way_to_the_first() -> None:
    session = new_session()
    session.choose_target("tax")
    session.replace_codebook(replace(RENAMED, targets=RENAMED.targets[:1]))
    assert session.target == "span"
    assert [target.name for target in session.offered_targets()] == ["span"]


def test_the_chosen_target_is_chosen_again_when_its_merging_is_undone() -> None:
    session = new_session()
    before = session.codebook
    merged = replace(before, targets=(Target("bridge", aliases=("tax", "toll")),))
    session.choose_target("tax")
    for codebook, target in ((merged, "bridge"), (before, "tax"), (RENAMED, "tax"), (merged, "bridge")):
        session.replace_codebook(codebook)
        assert session.target == target
    session.choose_target("bridge")
    session.replace_codebook(before)
    assert session.target == "bridge"


def test_settled_actors_take_in_who_was_found_under_their_names() -> None:
    session = new_session()
    codebook = replace(
        session.codebook, actors=(Actor("Ada Lund", ("Ada Berg",), ActorType.PERSON), Actor("Berg", ()))
    )
    session.replace_codebook(codebook)
    assert session.actor_name(item(session)) == "Ada Lund"
    assert session.cast.actor("Berg").name == "Berg"
    session.replace_codebook(replace(codebook, actors=()))
    assert session.actor_name(item(session)) == "Ada Berg"


def test_a_change_of_the_codebook_is_one_step_with_what_it_did_to_quotes() -> None:
    session = new_session()
    before = session.codebook
    after = replace(before, actors=(Actor("Ada Berg (council)"),))
    revision = Revision("old", "new")
    change = session.change_codebook("split", after, revision, [(item(session), "Ada Berg (council)")])
    assert (change.codebook, change.articles) == (True, ("a.txt",))
    assert session.actor_name(item(session)) == "Ada Berg (council)"
    assert session.actor_name(item(session, 1)) == "Ada Berg"
    step = session.to_undo
    assert step is not None
    assert step.codebook == Revision("new", "old")
    session.replace_codebook(before)
    session.undo()
    assert item(session).record is None
    assert session.to_redo is not None
    assert session.to_redo.codebook == revision


def test_an_article_records_the_codebook_that_it_was_coded_by() -> None:
    session = new_session()
    session.replace_codebook(replace(RENAMED, sha256="ab" * 32))
    session.accept(item(session))
    assert session.coding("a.txt").codebook == "ab" * 32


def test_a_correction_is_carried_over_to_the_same_actors_other_quotes() -> None:
    session = new_session()
    session.add_article(article(TEXT, "b.txt"), None)
    session.take_in_quotes([QuotedArticle("b.txt", QUOTES, ())], session.cast.actors)
    session.toggle_rejected(item(session, 1, "b.txt"))
    assert session.corrected is None
    session.set_actor(item(session), "Bo Lind")
    assert session.corrected == ("Ada Berg", "Bo Lind")
    assert [other.article for other in session.quotes_of("Ada Berg")] == ["a.txt", "b.txt"]
    session.set_stance(item(session, 0, "b.txt"), "support")
    change = session.carry_actor_over(session.quotes_of("Ada Berg"), "Bo Lind")
    assert change is not None
    assert change.articles == ("a.txt", "b.txt")
    assert session.quotes_of("Ada Berg") == ()
    assert item(session, 1, "b.txt").rejected
    assert not item(session, 1).reviewed, "nobody has looked at it"
    assert session.stances(item(session, 0, "b.txt")), "what was coded stays"
    session.undo()
    assert len(session.quotes_of("Ada Berg")) == 2
