"""Marking: whatever spans overlap, the result is well-formed and its text is the article's."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from jarchi.publish.marks import Mark, attribute, marked, shown

LETTERS = st.text(alphabet="ab <>&\"'\n\r\t\x00\x0b\u202eя汉𝒜e\u0301\ud7ff\uffff", max_size=40)


class Outline(HTMLParser):
    """Reads markup, insists that elements close in the order in which they opened, and keeps text and ids."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.ids: list[str] = []
        self.marked: dict[str, str] = {}
        self._open: list[str] = []
        self._classes: list[str] = []
        self.feed(str(markup))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self._open.append(tag)
        self._classes.append(dict(attrs).get("class", ""))
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        self._classes.pop()

    def handle_data(self, data):
        self.text += data
        for name in self._classes:
            self.marked[name] = self.marked.get(name, "") + data


@st.composite
def marked_texts(draw):
    text = draw(LETTERS)
    places = st.integers(0, len(text))
    bounds = draw(st.lists(st.tuples(places, places, st.integers(0, 3)), max_size=12))
    marks = [
        Mark(min(one, other), max(one, other), layer, "span", attribute("class", f"m{number}"), f"a{number}")
        for number, (one, other, layer) in enumerate(bounds)
    ]
    return text, marks


@given(marked_texts())
def test_overlapping_marks_nest_and_the_text_stays(drawn):
    text, marks = drawn
    outline = Outline(marked(text, marks))
    assert outline.text == shown(text)
    assert len(outline.ids) == len(set(outline.ids))
    for number, mark in enumerate(marks):
        assert outline.marked.get(f"m{number}", "") == shown(text)[mark.start : mark.end]


@given(marked_texts(), st.integers(0, 40))
def test_two_halves_make_the_whole(drawn, cut):
    text, marks = drawn
    cut = min(cut, len(text))
    halves = Outline(marked(text, marks, 0, cut)), Outline(marked(text, marks, cut))
    assert halves[0].text + halves[1].text == shown(text)
    assert not set(halves[0].ids) & set(halves[1].ids)


@given(st.text())
def test_showing_keeps_every_place(text):
    assert len(shown(text)) == len(text)
    shown(text).encode()


def test_an_attribute_cannot_break_out():
    assert attribute("title", '"><script>') == ' title="&#34;&gt;&lt;script&gt;"'
