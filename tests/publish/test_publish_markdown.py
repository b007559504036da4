"""A bulletin as Markdown: every sentence with the passage in a footnote, and nothing from outside but words."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from publish_shelf import publish_to, week
from test_publish_site import busy_shelf

from jarchi.publish.formats.markdown import escaped
from jarchi.publish.words import plain

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    site = tmp_path_factory.mktemp("marked")
    publish_to(site, busy_shelf())
    return site / week().folder


def test_each_line_has_a_footnote_with_its_passage(folder):
    document = (folder / "bulletin.md").read_text(encoding="utf-8")
    bulletin = json.loads((folder / "bulletin.json").read_bytes())
    notes = dict(re.findall(r"^\[\^(\d+)\]: (.*)$", document, re.M))
    cited = re.findall(r"(?<!\n)\[\^(\d+)\]", document)
    assert set(cited) == set(notes)
    assert [int(number) for number in notes] == list(range(1, len(notes) + 1))
    for section in bulletin["sections"]:
        for item in section["items"]:
            for passage in (passage for line in item["lines"] for passage in line["passages"]):
                place = f"characters {passage['start']} to {passage['end']} of the text with SHA-256 "
                found = [note for note in notes.values() if place + passage["revision"] in note]
                assert len(found) == 1
                assert escaped(passage["quote"]) in found[0]


def test_links_of_the_document_lead_into_the_site(folder):
    document = (folder / "bulletin.md").read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(<([^>]+)>\)", document) if "://" not in link]
    assert links
    for link in links:
        assert (folder / link.partition("#")[0]).is_file()


def test_who_says_it_and_what_is_not_known_are_told(folder):
    document = (folder / "bulletin.md").read_text(encoding="utf-8")
    assert "said by “Minister Ada Brook”, official" in document
    assert "## Coverage" in document
    assert "withheld by the checks" in document


def test_the_document_renders_without_html_of_others(folder):
    tokens = COMMONMARK.parse((folder / "bulletin.md").read_text(encoding="utf-8"))
    flat = [child for token in tokens for child in [token, *(token.children or [])]]
    assert not [token for token in flat if token.type in {"html_block", "html_inline", "image", "code_block", "fence"}]
    targets = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    assert all(target.startswith(("../../../", "https://")) for target in targets)


@pytest.mark.parametrize(
    "words",
    ["- a dash", "1. first", "12) twelfth", "# heading", "> quote", "+ plus", "=== rule", "--- rule", "* star *",
     "[a](javascript:x)", "<b>bold</b>", "![x](y)", "`code`", "a | b", "&copy; it", "back\\slash", "~~gone~~",
     "[^1]: x"],
)  # fmt: skip
def test_words_stay_words(words):
    assert shown_by(words) == words


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Zs"]), min_size=1))
def test_any_words_stay_words(words):
    assert shown_by(words) == plain(words)


def shown_by(words: str) -> str:
    """Give the text that a reader of the rendered paragraph sees."""
    tokens = COMMONMARK.parse(escaped(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children} <= {"text", "text_special"}
    return "".join(child.content for child in tokens[1].children)
