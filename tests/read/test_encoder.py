"""The encoder: windows, chains, shapes, weights that are not what they were, and texts of every bad kind."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarchi.errors import ModelError, ReadError
from jarchi.read import Reader
from jarchi.read.encoder import weights as shipped
from jarchi.read.encoder.chain import Candidate, Chances, candidates_of, likeliest
from jarchi.read.encoder.shapes import case_of, shapes_of
from jarchi.read.encoder.tagger import Tagger, whole_words
from jarchi.read.encoder.windows import CONTEXT, REACH, windows_of
from jarchi.read.page import Page
from jarchi.records.articles import Document
from jarchi.records.spans import Span
from jarchi.regions import load_region


@given(st.integers(0, 5000))
def test_windows_own_each_token_once_and_see_around_it(size):
    windows = windows_of(size)
    owned = [at for window in windows for at in range(window.first, window.last)]
    assert owned == list(range(size))
    for window in windows:
        assert window.end - window.start == windows[0].end <= min(size, REACH)
        assert window.start == 0 or window.first - window.start >= CONTEXT
        assert window.end == size or window.end - window.last >= CONTEXT


NAMES = ("O", "B-a", "I-a", "B-b", "I-b")
BARRED = [[after.startswith("I-") and before[2:] != after[2:] for after in NAMES] for before in NAMES]


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(0, 10**6))
def test_chances_of_spans_are_those_of_all_ways_to_label(length, seed):
    """Against the sum over every sequence of labels, whatever the cut into blocks."""
    chance = numpy.random.default_rng(seed)
    scores = chance.normal(scale=2, size=(length, len(NAMES))).astype(numpy.float32)
    steps = numpy.where(BARRED, -10000.0, chance.normal(size=(len(NAMES), len(NAMES)))).astype(numpy.float32)
    expected: Counter[tuple[int, int, str]] = Counter()
    whole = 0.0
    for path in itertools.product(range(len(NAMES)), repeat=length):
        total = sum(float(scores[at, label]) for at, label in enumerate(path))
        total += sum(float(steps[one, two]) for one, two in itertools.pairwise(path))
        weight = math.exp(total)
        whole += weight
        expected.update(dict.fromkeys(spans_in(path), weight))
    found = {
        (each.first, each.last, each.label): each.chance for each in candidates_of(Chances(scores, steps), NAMES, 1e-6)
    }
    for span, weight in expected.items():
        assert found.get(span, 0.0) == pytest.approx(weight / whole, abs=2e-6)


def spans_in(path):
    """Give the spans that begin in a sequence of labels; its first may not be seen to begin one."""
    for first, label in enumerate(path):
        if NAMES[label].startswith("B-"):
            last = first + 1
            while last < len(path) and path[last] == label + 1:
                last += 1
            yield first, last, NAMES[label][2:]


@pytest.mark.parametrize("length", [1, 2, 3, 15, 16, 17, 100, 1023])
def test_the_cut_into_blocks_changes_nothing(length):
    chance = numpy.random.default_rng(length)
    scores = chance.normal(scale=4, size=(length, len(NAMES))).astype(numpy.float32)
    steps = numpy.where(BARRED, -10000.0, 0.0).astype(numpy.float32)
    chances, powers = Chances(scores, steps), numpy.exp(scores.astype(float))
    forward = [powers[0] / powers[0].sum()]
    backward = [numpy.full(len(NAMES), 1 / len(NAMES))]
    for row in powers[1:]:
        onward = (forward[-1] @ numpy.exp(steps.astype(float))) * row
        forward.append(onward / onward.sum())
    for row in powers[:0:-1]:
        before = numpy.exp(steps.astype(float)) @ (row * backward[-1])
        backward.append(before / before.sum())
    both = numpy.array(forward) * numpy.array(backward[::-1])
    assert numpy.allclose(chances.of_labels, both / both.sum(1, keepdims=True))


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        ([], []),
        ([(0, 2, "a", 0.9), (1, 3, "b", 0.8)], [(0, 2)]),
        ([(0, 3, "a", 0.6), (0, 1, "b", 0.6), (1, 3, "b", 0.55)], [(0, 1), (1, 3)]),
        ([(0, 2, "a", 0.3)], []),
        ([(0, 2, "a", 0.6), (2, 3, "a", 0.6)], [(0, 2), (2, 3)]),
        ([(5, 6, "b", 0.5), (0, 2, "a", 0.6)], [(0, 2), (5, 6)]),
    ],
)
def test_the_likeliest_spans_stand_side_by_side(candidates, expected):
    found = likeliest([Candidate(*each) for each in candidates], {"a": 0.4, "b": 0.4})
    assert [(each.first, each.last) for each in found] == expected


@pytest.mark.parametrize(
    ("word", "case"),
    [("osh", 1), ("Osh", 2), ("OSH", 3), ("McDonald", 4), ("A", 3), ("9", 5), ("—", 0), ("Ош", 2), ("a1", 1)],
)
def test_case(word, case):
    assert case_of(word) == case


def test_shapes_tell_case_and_gap():
    """A mark has the case of the word that it touches."""
    text = "Osh is\nHERE, 9 don't"
    offsets = [(0, 3), (4, 6), (7, 11), (11, 12), (13, 14), (15, 18), (18, 19), (19, 20)]
    assert [divmod(shape, 3) for shape in shapes_of(text, offsets)] == [
        (2, 2),
        (1, 1),
        (3, 2),
        (3, 0),
        (5, 1),
        (1, 1),
        (1, 0),
        (1, 0),
    ]


def test_spans_keep_whole_words():
    assert whole_words(Span(1, 4), "Bishkek said") == Span(0, 7)
    assert whole_words(Span(8, 12), "Bishkek said") == Span(8, 12)


def test_a_language_without_a_network_has_no_tags():
    assert Tagger().read(Page(text="Президент сказал.", language="ru")) is None
    assert Tagger().read(Page(text="?", language=None)) is None
    assert Tagger().read(Page(text="?", language="../en")) is None


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json", "encoder.json"])
def test_a_missing_file_is_one_sentence(tmp_path, monkeypatch, name):
    folder = copied(tmp_path, monkeypatch)
    folder.joinpath(name).unlink()
    with pytest.raises(ModelError, match="weights for 'en' cannot be read; install jarchi again"):
        shipped.load_weights("en")


@pytest.mark.parametrize("name", ["encoder.onnx", "tokenizer.json"])
def test_a_damaged_file_is_one_sentence(tmp_path, monkeypatch, name):
    folder = copied(tmp_path, monkeypatch)
    content = folder.joinpath(name).read_bytes()
    folder.joinpath(name).write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ModelError, match=rf"are damaged \({name}\); install jarchi again"):
        shipped.load_weights("en")


def copied(tmp_path, monkeypatch):
    """Give a copy of the shipped weights that the loader takes instead."""
    folder = tmp_path / "en"
    folder.mkdir()
    for entry in shipped.files("jarchi.read.encoder").joinpath("en").iterdir():
        folder.joinpath(entry.name).write_bytes(entry.read_bytes())
    monkeypatch.setattr(shipped, "files", lambda package: tmp_path)
    return folder


@pytest.fixture(scope="module")
def reader():
    return Reader(load_region("central_asia"))


BAD = {
    "one word": "Bishkek",
    "capitals": "THE MINISTER SAID ON MONDAY THAT THE BORDER WITH TAJIKISTAN WAS CLOSED. " * 3,
    "mixed scripts": "Tokayev (Тоқаев, 托卡耶夫) said: «Дорога открыта», and الرئيس agreed 🙂🏔️ that it was so.",
    "control characters": "The minister\x00 said\x07 that\x1b the\x85 road\u200b was\u2028 open.\ufeff",
    "combining marks": "The mayor of Bis\u0323h\u0301ke\u0308k said that the r\u0336o\u0336a\u0336d is open.",
    "astral": "𝐓𝐡𝐞 𝐦𝐢𝐧𝐢𝐬𝐭𝐞𝐫 said 😀 that 🏳️‍🌈 the road 𠀀 was open.",
    "russian as english": "Министр заявил, что граница закрыта. По его словам, переговоры продолжатся в Оше.",
    "kazakh as english": "Президент Тоқаев жол ашық деп мәлімдеді.",
    "right to left": "قال الرئيس إن الحدود مغلقة.",
    "one long word": "a" * 5000,
    "only line ends and a letter": "\n" * 500 + "a",
    "an endless list": "said, " * 800,
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_texts_are_read_with_spans_inside(reader, text):
    reading = reader.read(Document(id="x", text=text, language="en"))
    spans = [name.span for name in reading.names]
    spans += [span for claim in reading.claims for span in (*claim.source, *claim.cue, *claim.content)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(span.of(text) == span.of(text).strip() for span in spans)


def test_half_a_pair_is_refused(reader):
    with pytest.raises(ReadError, match="half of a character pair at offset 4"):
        reader.read(Document(id="x", text="said\ud83d", language="en"))


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=400))
def test_any_text_gives_spans_of_whole_words_in_order(text):
    tags = Tagger().read(Page(text=text, language="en")) or ()
    for task in ("claims", "names"):
        spans = [tag.span for tag in tags if tag.task == task]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= two.start for one, two in itertools.pairwise(spans))


def test_the_same_text_gives_the_same_tags():
    page = Page(text="The minister said that the road was open. " * 40, language="en")
    assert Tagger().read(page) == Tagger().read(page)


def test_a_text_is_read_the_same_alone_and_beside_others():
    """Each on a thread of its own, in any order."""
    pages = [
        Page(text=f"Minister {number} said that the road was open. " * number, language="en") for number in range(9)
    ]
    alone = [Tagger().read(page) for page in pages]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(Tagger().read, reversed(pages))) == alone[::-1]


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_megabyte_without_a_full_stop(reader):
    text = "the minister said that the road to Osh was open and " * 20_000
    reading = reader.read(Document(id="x", text=text, language="en"))
    assert all(span.end <= len(text) for claim in reading.claims for span in claim.content)
