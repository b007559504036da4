"""What holds for any text: spans inside it, no crash, the same again, and time linear in its length."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.read import spans_in
from jarchi.read.quotes import find_quotes
from jarchi.read.relations import TieReader

PIECES = st.sampled_from(
    [
        *("said", "that", "according to", "told", "accused", "denied", "after", "because of", "led to", "and", "by"),
        *("President", "Tokayev", "Tokayev's", "Kyrgyz", "border guards", "police", "Bishkek", "in", "on Monday"),
        *("attacked", "were detained", "signed an agreement", "visited", "will", "not", "may", "talks", "between"),
        *("заявил", ", что", "по словам", "полиция", "задержала", "Токаева", "в ответ на", "санкции", "после", "МВД"),
        *(
            ",",
            ".",
            "“",
            "”",
            "«",
            "»",
            '"',
            ":",
            ";",
            "—",
            "(",
            ")",
            "\n",
            "\n\n",
            "''",
            "🏔️",
            "é",
            "中国",
            "قال",
            "\x00",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join))
LANGUAGES = st.sampled_from(["en", "ru", "kk", "zh", None])


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
def test_spans_lie_inside_any_text(read_page, text, language):
    page = read_page(text, language)
    ties = TieReader().read(page)
    for found in (page.names, page.places, page.claims, page.events, ties):
        assert all(span.start < span.end <= len(text) for span in spans_in(found))
    assert all(claim.inside is None or claim.inside < len(page.claims) for claim in page.claims)
    assert all(claim.cue and claim.content for claim in page.claims)
    assert all(left.span.end <= right.span.start for left, right in pairwise(page.names))


@settings(max_examples=25, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
def test_the_same_text_reads_the_same(read_page, text, language):
    assert read_page(text, language) == read_page(text, language)


@given(text=st.text(alphabet="ab \"“”«»\n'", max_size=120))
def test_quotations_are_in_order_and_apart(text):
    quotes = find_quotes(text)
    assert all(left.end <= right.start for left, right in pairwise(quotes))
    assert all(quote.of(text)[0] in "\"“”„«'" for quote in quotes)


ENDLESS = {
    "names and claims": "border guards said that Kazakhstan and China signed ",
    "capitals": "Foreign Ministry Of The People And ",
    "marks": '"a ',
    "asides": "the minister, a man, ",
    "cues": "he said that ",
    "signals": "attack, because ",
    "Russian": "заявил что Казахстан и полиция задержала ",
    "ideographs": "中国说",
}


@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_time_is_linear_without_a_stop(read_page, piece):
    """Twice the text may take four times as long, for a busy machine, and not more; 16,000 code points in 3 s."""
    seconds = []
    for size in (8_000, 16_000):
        text = (piece * (size // len(piece) + 1))[:size]
        begun = time.process_time()
        TieReader().read(read_page(text, "ru" if "з" in piece else "en"))
        seconds.append(time.process_time() - begun)
    assert seconds[1] < max(4 * seconds[0], 0.5)
    assert seconds[1] < 3


@pytest.mark.slow
@pytest.mark.parametrize("piece", ENDLESS.values(), ids=ENDLESS)
def test_a_text_of_300_kilobytes_without_a_stop(read_page, piece):
    text = (piece * (300_000 // len(piece) + 1))[:300_000]
    begun = time.process_time()
    TieReader().read(read_page(text, "ru" if "з" in piece else "en"))
    assert time.process_time() - begun < 30
