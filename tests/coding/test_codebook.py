from onrecord.coding.codebook import MOST_LABELS, Codebook, Target, default_codebook
from onrecord.coding.record import Stance


def test_default_codebook_has_the_five_labels_and_one_target():
    codebook = default_codebook()
    assert [label.name for label in codebook.labels] == ["support", "oppose", "mixed", "none", "unclear"]
    assert all(label.definition for label in codebook.labels)
    assert [target.name for target in codebook.targets] == ["general"]
    assert len(codebook.labels) <= MOST_LABELS


def test_a_target_answers_to_its_name_and_aliases_in_any_case():
    war = Target("war", aliases=("War in Ukraine", "Straße"))
    codebook = Codebook(default_codebook().labels, (war, Target("talks")))
    assert codebook.target("WAR") is war
    assert codebook.target("war in ukraine") is war
    assert codebook.target("STRASSE") is war
    assert codebook.target("peace") is None


def test_a_name_counts_before_another_targets_alias():
    talks = Target("talks")
    codebook = Codebook(default_codebook().labels, (Target("war", aliases=("talks",)), talks))
    assert codebook.target("talks") is talks


def test_a_new_target_comes_last_and_is_found():
    codebook = default_codebook().with_target("Sanctions", "Costs put on a state.")
    assert [target.name for target in codebook.targets] == ["general", "Sanctions"]
    assert codebook.target("sanctions") == Target("Sanctions", "Costs put on a state.")


def test_a_target_that_exists_is_not_added_again():
    codebook = Codebook(default_codebook().labels, (Target("war", aliases=("the conflict",)),))
    assert codebook.with_target("WAR") is codebook
    assert codebook.with_target("The Conflict") is codebook


def test_the_stance_coded_last_holds_where_targets_were_merged():
    codebook = Codebook(default_codebook().labels, (Target("war", aliases=("the conflict",)), Target("talks")))
    earlier, later = (f"2026-11-22T09:3{minute}:00Z" for minute in (0, 1))
    stances = (
        Stance("The conflict", "oppose", True, later),
        Stance("war", "support", False, earlier),
        Stance("gone", "none", False, earlier),
    )
    assert codebook.settled(stances) == (
        Stance("war", "oppose", True, later),
        Stance("gone", "none", False, earlier),
    )
