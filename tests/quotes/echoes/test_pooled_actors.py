"""An outlet that names somebody names them for the one that does not."""

from echo_articles import HARBOUR, printed

from onrecord.quotes.echoes.find import find_echoes
from onrecord.quotes.echoes.pooled_actors import pooled_actors, share_in_disagreement

UNNAMED = HARBOUR.replace(" Mayor Ada Berg told reporters.", "")


def test_the_name_of_one_outlet_stands_for_the_quote_of_another() -> None:
    groups = find_echoes([printed("post", HARBOUR), printed("mail", UNNAMED)])
    (pooled,) = pooled_actors(groups)
    assert (pooled.ref.article, pooled.actor, pooled.found, pooled.reason) == (
        "mail",
        "Ada Berg",
        None,
        "named by post",
    )
    assert share_in_disagreement(groups) == 0.5
    assert share_in_disagreement(groups, {pooled.ref: pooled.actor}) == 0


def test_where_two_outlets_surely_name_different_people_nothing_is_pooled() -> None:
    other = HARBOUR.replace("Ada Berg", "Ines Marr")
    groups = find_echoes([printed("post", HARBOUR), printed("mail", other)])
    assert not [pooled for pooled in pooled_actors(groups) if pooled.actor in ("Ada Berg", "Ines Marr")]
