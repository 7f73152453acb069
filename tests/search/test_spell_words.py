"""What a word is."""

import json
from pathlib import Path

import pytest
from django.db import connection

from wiki.search.words import LONGEST, spelled, title_spelled, tokens_of, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Réactor R-4!", ["reactor", "r", "4"]),
        ("snake_case and CamelCase", ["snake", "case", "and", "camelcase"]),
        ("don’t re\u0301sume\u0301", ["don", "t", "resume"]),
        ("ΟΔΟΣ İstanbul Straße", ["οδοσ", "istanbul", "straße"]),
        ("ｗｉｄｅ ﬁne m² Ⅷ", ["wide", "fine", "m2", "viii"]),
        ("機密 です", ["機", "密", "で", "す"]),
        ("हिन्दी।", ["हिन्दी"]),
        ("שָׁלוֹם كِتَاب", ["שלום", "كتاب"]),
        ("한국어 문서", ["한국어", "문서"]),
        ("", []),
        ("*** -- !?", []),
    ],
)
def test_words_of_a_text(text, words):
    assert words_of(text) == words


def test_ascii_is_left_to_the_tokenizer_of_the_index():
    assert spelled("Left AS-IS_") == "Left AS-IS_"


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("KubeletDown", "kubeletdown kubelet down"),
        ("HTTPServer2Go now", "httpserver2go now http server2 go now"),
        ("Plain title", "plain title"),
        ("ÜberDruck", "uberdruck uber druck"),
    ],
)
def test_title_is_spelled_whole_and_in_its_parts(title, words):
    assert title_spelled(title).lower().split() == words.split()


def test_a_word_without_end_is_cut():
    assert words_of("x" * 10_000) == ["x" * LONGEST]


def test_places_of_words_are_those_of_the_text_as_written():
    text = "Un café, 機密 ½"
    assert [(text[start:end], word) for start, end, word in tokens_of(text)] == [
        ("Un", "un"),
        ("café", "cafe"),
        ("機", "機"),
        ("密", "密"),
        ("½", "1"),
        ("½", "2"),
    ]


def samples(corpus: Path) -> list[str]:
    naughty = json.loads((corpus / "naughty-strings" / "blns.json").read_text())
    examples = json.loads(next((corpus / "commonmark").glob("*.json")).read_text())
    return [text.replace("\0", "") for text in [*naughty, *(example["markdown"] for example in examples)]]


@pytest.mark.postgresql
@pytest.mark.django_db
def test_postgresql_spells_words_as_we_do(corpus):
    texts = samples(corpus)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(wiki_search_spelled(text) ORDER BY place) "
            "FROM unnest(%s::text[]) WITH ORDINALITY AS samples(text, place)",
            [texts],
        )
        theirs = [text.split() for text in cursor.fetchone()[0]]
    different = [
        (text, words_of(text), words) for text, words in zip(texts, theirs, strict=True) if words_of(text) != words
    ]
    assert different == []


@pytest.mark.sqlite
@pytest.mark.django_db
def test_sqlite_splits_what_we_spell_as_we_do(corpus):
    texts = samples(corpus)
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.sample USING fts5(text, tokenize='ascii')")
        cursor.execute("CREATE VIRTUAL TABLE temp.sample_words USING fts5vocab('temp', 'sample', 'instance')")
        cursor.executemany(
            "INSERT INTO sample(rowid, text) VALUES (%s, looseleaf_spelled(%s))", list(enumerate(texts, start=1))
        )
        cursor.execute("SELECT doc, term FROM sample_words ORDER BY doc, offset")
        found: dict[int, list[str]] = {}
        for number, word in cursor.fetchall():
            found.setdefault(number, []).append(word[:LONGEST])
        cursor.execute("DROP TABLE sample_words")
        cursor.execute("DROP TABLE sample")
    different = [
        (text, found.get(number))
        for number, text in enumerate(texts, start=1)
        if found.get(number, []) != words_of(text)
    ]
    assert different == []


@pytest.mark.parametrize("sign", "‘’“”–—…•→\u00a0")
def test_signs_of_typography_part_words_as_ascii_signs_do(sign):
    assert spelled(f"a{sign}b") == "a b" == " ".join(words_of(f"a{sign}b"))
