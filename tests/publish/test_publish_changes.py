"""Changes and words: what was altered is told exactly, and periods, counts and addresses read well."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarchi.publish.addresses import numbered, slug
from jarchi.publish.changes import MOST_SHOWN, changes, excerpt
from jarchi.publish.standing import fault
from jarchi.publish.wording import counted, day, full_moment, outside, short, span_of_days, stamp

TEXTS = st.text(alphabet="ab \n.я汉𝒜", max_size=60)


@given(TEXTS, TEXTS)
def test_the_parts_make_up_both_texts(old, new):
    found = changes(old, new)
    assert "".join(change.text for change in found if change.kind != "new") == old
    assert "".join(change.text for change in found if change.kind != "gone") == new


def test_long_texts_are_compared_in_time_and_shown_in_part():
    old = "word " * 200_000
    shown = excerpt(changes(old, old.replace("word", "other")))
    assert sum(len(change.text) for change in shown) <= MOST_SHOWN


PERIODS = [
    ("a day", "2023-06-19", "2023-06-19", "19 June 2023"),
    ("days of a month", "2023-06-19", "2023-06-25", "19–25 June 2023"),
    ("days of two months", "2023-05-29", "2023-06-04", "29 May – 4 June 2023"),
    ("days of two years", "2022-12-26", "2023-01-01", "26 December 2022 – 1 January 2023"),
    ("a month", "2023-02-01", "2023-02-28", "February 2023"),
    ("a year", "2023-01-01", "2023-12-31", "2023"),
    ("the end of time", "9999-12-01", "9999-12-31", "December 9999"),
]


@pytest.mark.parametrize(("first", "last", "words"), [case[1:] for case in PERIODS], ids=[case[0] for case in PERIODS])
def test_periods_are_told_as_short_as_they_can_be(first, last, words):
    assert span_of_days(first, last) == words


def test_moments_are_told_in_utc():
    assert full_moment("2023-06-20T01:30:00+05:00") == "19 June 2023, 20:30 UTC"
    assert full_moment("2023-06-20") == "20 June 2023"
    assert (day(None), stamp("nonsense")) == ("undated", "")
    assert stamp("0001-01-01") == "0001-01-01T00:00:00Z"


ADDRESSES = [
    ("plain", "https://a.example/b?c=d#e", "https://a.example/b?c=d#e"),
    ("letters of other scripts", "https://a.example/путь", "https://a.example/%D0%BF%D1%83%D1%82%D1%8C"),
    ("script", "javascript:alert(1)", ""),
    ("script behind a blank", " \tJavaScript:alert(1)", ""),
    ("data", "data:text/html,<script>", ""),
    ("a file of this machine", "file:reports.jsonl#1", ""),
    ("a line break inside", "https://a.example/\njavascript:alert(1)", ""),
    ("no host", "https:///x", ""),
    ("quotes", 'https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
    ("endless", "https://a.example/" + "a" * 9000, ""),
]


@pytest.mark.parametrize(("url", "href"), [case[1:] for case in ADDRESSES], ids=[case[0] for case in ADDRESSES])
def test_only_web_addresses_become_links(url, href):
    assert outside(url) == href


@given(st.text(min_size=1), st.text(min_size=1))
def test_file_names_are_safe_and_tell_ids_apart(one, other):
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-_" for letter in slug(one))
    assert (slug(one) == slug(other)) == (one == other)


def test_small_words():
    assert (counted(1, "story", "stories"), counted(1200, "line")) == ("1 story", "1,200 lines")
    assert short("word " * 50, 20) == "word word word word …"
    assert len(short("w" * 500, 100)) <= 102
    assert (numbered("search.html", 0), numbered("search.html", 2)) == ("search.html", "search.3.html")


SENTENCES = [
    ("English", "Kazakhstan and China signed a memorandum on the training of police.", "en", None),
    ("English with a lead-in", "But she said that the memorandum on police training was signed.", "en", "points back"),
    ("Russian", "Казахстан и Китай подписали меморандум об обучении полицейских.", "ru", None),
    ("Russian pronoun", "Он добавил, что меморандум был подписан ещё в июне этого года.", "ru", "points back"),
    (
        "a word that only begins like a pronoun",
        "Ольга Иванова подписала меморандум об обучении полицейских.",
        "ru",
        None,
    ),
    ("Chinese", "哈萨克斯坦与中国签署了关于警察培训的备忘录，双方表示满意。", "zh", None),
    ("Chinese pronoun", "他表示备忘录已经签署，警察培训将于下个月在乌鲁木齐开始。", "zh", "points back"),
    ("a photo credit", "Police cadets march through the city of Almaty. Photo by A. Nobody.", "en", "furniture"),
    ("shouting", "KAZAKHSTAN AND CHINA SIGN MEMORANDUM ON THE TRAINING OF POLICE.", "en", "broken"),
    ("a heading", "Kazakhstan and China sign memorandum on the training of police", "en", "broken"),
    ("a flood", "Kazakhstan " * 100 + ".", "en", "long"),
    ("a language without data", "Kazachstan a Čína podepsaly memorandum o výcviku policie.", "cs", None),
]


@pytest.mark.parametrize(
    ("sentence", "language", "found"), [case[1:] for case in SENTENCES], ids=[case[0] for case in SENTENCES]
)
def test_which_sentences_stand_alone(sentence, language, found):
    assert fault(sentence, language) == found
