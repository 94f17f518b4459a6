"""Articles that were renamed or moved keep their coding; so does a coder who takes another name."""

import shutil
import unicodedata
from dataclasses import replace

import pytest
from storage_samples import record

from onrecord.articles.collection import find_articles
from onrecord.articles.load import load_source, source_of
from onrecord.coding.item import anchor_at
from onrecord.coding.record import ArticleCoding, Kind, Record, Span, Verdict
from onrecord.errors import UsageError
from onrecord.quotes.quote import quote_id
from onrecord.storage import backups
from onrecord.storage.annotations import AnnotationFolder, annotation_files
from onrecord.storage.errors import StorageError
from onrecord.storage.moved_articles import Move, coders, found_again, move_coding, orphans, rename_coder

TEXT = "The council met.\n\n“No more ships,” said Mara Ilves.\n"
OTHER = "The port closed.\n\n“At last,” said Bo Ek.\n"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(OTHER, encoding="utf-8")
    return folder


def code(project, article="a.txt", words="No more ships", coder="Ana", **changes):
    text = load_source(source_of(project, article)).text
    start = text.index(words)
    span = Span(start, start + len(words))
    one = Record(quote_id(article, *span), anchor_at(text, span), Verdict.ACCEPTED, Kind.DIRECT, **changes)
    window = AnnotationFolder(project, coder)
    sha256 = load_source(source_of(project, article)).sha256
    window.save(ArticleCoding(article, sha256, "The vote", coder, (one,)))
    window.keep_copies()
    return one


def sources(project):
    try:
        return find_articles([project]).sources
    except UsageError:
        return ()


def lost(project):
    return orphans(project, sources(project))


def offered(project):
    return found_again(project, lost(project), sources(project))


def load(project, article, coder="Ana"):
    return AnnotationFolder(project, coder).load(article)


def test_where_all_articles_are_there_none_is_lost(project):
    code(project)
    assert lost(project) == []
    assert offered(project) == []


@pytest.mark.parametrize("new", ["renamed.txt", "week 1/a.txt", "a.md"])
def test_an_article_is_found_by_its_text(project, new):
    one = code(project)
    code(project, coder="Bo")
    (project / new).parent.mkdir(exist_ok=True)
    (project / "a.txt").rename(project / new)
    assert [orphan.coding.coder for orphan in lost(project)] == ["Ana", "Bo"]
    assert offered(project) == [Move("a.txt", new)]
    assert move_coding(project, "a.txt", new) == [AnnotationFolder(project, c).path(new) for c in ("Ana", "Bo")]
    for coder in ("Ana", "Bo"):
        coding = load(project, new, coder)
        assert (coding.article, coding.records, coding.coder) == (new, (one,), coder)
    assert lost(project) == []
    assert list(backups.missing(project)) == []
    assert not AnnotationFolder(project, "Ana").path("a.txt").exists()


def test_only_one_coder_moves_where_one_decides(project):
    code(project)
    code(project, coder="Bo")
    (project / "a.txt").rename(project / "c.txt")
    move_coding(project, "a.txt", "c.txt", "Ana")
    assert [orphan.coding.coder for orphan in lost(project)] == ["Bo"]


def test_two_articles_with_the_text_are_a_doubt(project):
    code(project)
    (project / "a.txt").rename(project / "c.txt")
    shutil.copy(project / "c.txt", project / "d.txt")
    assert offered(project) == []
    (project / "d.txt").rename(project / "A.TXT")
    assert offered(project) == [Move("a.txt", "A.TXT")], "the name decides"


def test_two_codings_do_not_go_to_one_article(project):
    code(project)
    (project / "a.txt").rename(project / "c.txt")
    shutil.copy(project / "c.txt", project / "a.txt")
    code(project, "c.txt")
    (project / "a.txt").unlink()
    (project / "c.txt").rename(project / "d.txt")
    assert len(lost(project)) == 2
    assert offered(project) == []


def test_an_article_that_is_gone_is_told_and_nothing_offered(project):
    code(project)
    (project / "a.txt").unlink()
    assert [orphan.coding.article for orphan in lost(project)] == ["a.txt"]
    assert offered(project) == []


@pytest.mark.parametrize(("old", "new"), [("1", "1.0"), ("00123", "123"), ("00123", "123.0"), ("A7", "a7")])
def test_ids_that_spreadsheets_rewrite_are_found_although_the_text_changed_elsewhere(project, old, new):
    def table(id, more):
        text = f"{TEXT}{more}".replace("\n", " ")
        (project / "w.csv").write_text(f'id,text\n{id},"{text}"\n9,"{OTHER}"\n', encoding="utf-8")

    table(old, "")
    code(project, f"w.csv/{old}")
    table(new, "One more sentence.")
    assert offered(project) == [Move(f"w.csv/{old}", f"w.csv/{new}")]


def test_a_name_whose_accents_are_composed_in_another_way_is_the_same(project):
    composed, apart = (unicodedata.normalize(form, "Jürgen.txt") for form in ("NFC", "NFD"))
    (project / "a.txt").rename(project / composed)
    one = code(project, composed)
    (project / composed).rename(project / apart)
    assert lost(project) == []
    loaded = load(project, apart)
    assert (loaded.article, loaded.records) == (apart, (one,))
    assert quote_id(apart, 1, 2) == quote_id(composed, 1, 2)
    window = AnnotationFolder(project, "Ana")
    window.load(apart)
    window.save(replace(loaded, records=(one, record(200))))
    assert [path.name for path in annotation_files(project)] == [f"{composed}.yaml"]
    assert len(load(project, composed).records) == 2


def test_codings_of_both_places_are_merged(project):
    first = code(project)
    (project / "a.txt").rename(project / "c.txt")
    second = code(project, "c.txt", "The council")
    move_coding(project, "a.txt", "c.txt")
    assert load(project, "c.txt").records == (second, first)
    assert lost(project) == []


def test_codings_that_contradict_each_other_stay(project):
    code(project, actor="Mara Ilves")
    path = AnnotationFolder(project, "Ana").path("a.txt")
    (project / "a.txt").rename(project / "c.txt")
    new = code(project, "c.txt", actor="Bo Ek")
    text = AnnotationFolder(project, "Ana").path("c.txt").read_text()
    old_id = load(project, "a.txt").records[0].id
    AnnotationFolder(project, "Ana").path("c.txt").write_text(text.replace(new.id, old_id))
    with pytest.raises(StorageError, match="1 quote is coded differently"):
        move_coding(project, "a.txt", "c.txt")
    assert path.exists()


def test_a_whole_folder_moves(project):
    (project / "week 1").mkdir()
    (project / "a.txt").rename(project / "week 1/a.txt")
    (project / "b.txt").rename(project / "week 1/b.txt")
    code(project, "week 1/a.txt")
    code(project, "week 1/b.txt", "At last")
    (project / "week 1").rename(project / "week 2")
    assert offered(project) == [Move("week 1/a.txt", "week 2/a.txt"), Move("week 1/b.txt", "week 2/b.txt")]
    assert len(move_coding(project, "week 1", "week 2")) == 2
    assert lost(project) == []
    assert not (project / "annotations/Ana/week 1").exists()


def test_a_move_that_cannot_be_written_leaves_the_old_file(project, monkeypatch):
    from onrecord.storage import disk

    code(project)
    (project / "a.txt").rename(project / "c.txt")

    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "write", fail)
        with pytest.raises(StorageError, match="No space left"):
            move_coding(project, "a.txt", "c.txt")
    assert load(project, "a.txt").records
    move_coding(project, "a.txt", "c.txt")
    assert load(project, "c.txt").records


def test_a_coder_takes_another_name(project):
    one = code(project)
    code(project, "b.txt", "At last")
    code(project, coder="Bo")
    assert coders(project) == {"Ana": 2, "Bo": 1}
    assert len(rename_coder(project, "Ana", "Ana Roe")) == 2
    assert coders(project) == {"Ana Roe": 2, "Bo": 1}
    assert load(project, "a.txt", "Ana Roe").records == (one,)
    assert not (project / "annotations/Ana").exists()
    assert list(backups.missing(project)) == []
    assert len(rename_coder(project, "Ana Roe", "ana roe")) == 2
    assert coders(project) == {"ana roe": 2, "Bo": 1}


def test_the_old_file_stays_where_the_new_one_does_not_have_it_all(project, monkeypatch):
    code(project)
    (project / "a.txt").rename(project / "c.txt")
    monkeypatch.setattr(AnnotationFolder, "save", lambda _, coding: coding)
    with pytest.raises(StorageError, match="changed meanwhile"):
        move_coding(project, "a.txt", "c.txt")
    assert load(project, "a.txt").records
