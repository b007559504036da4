"""A busy week: pages stay small, every story is reachable, and the cost of an article stays low."""

import time

import pytest
from publish_shelf import Shelf, contents, publish_to, report
from test_publish_site import Page

SENTENCES = " ".join(f"The council of {{0}} discussed matter {n} of case {{1}} at length on Monday." for n in range(12))


def busy(stories):
    for number in range(stories):
        country = ("Upland", "Lowland", "Farland", "Nowhere")[number % 4]
        text = SENTENCES.format(country, number)
        yield report(f"n{number}", text, title=f"{country} and case {number}", story=f"s{number:05}")


@pytest.mark.slow
def test_a_busy_week_stays_in_small_pages_and_leaves_no_story_out(tmp_path):
    publish_to(tmp_path, Shelf(*busy(300)))
    linked = set()
    for path in tmp_path.rglob("*.html"):
        assert path.stat().st_size < 150_000, path
        if "bulletins/everything" in str(path):
            linked |= {href.rpartition("/")[2] for href, _ in Page(path).links if "stories/s" in href}
    assert linked == {f"s{number:05}.html" for number in range(300)}


@pytest.mark.slow
def test_lists_turn_their_pages(tmp_path):
    publish_to(tmp_path, Shelf(*busy(201)))
    names = contents(tmp_path)
    assert {"search.html", "search.2.html"} <= set(names)
    assert "search.3.html" not in names
    assert names["search.2.html"].count(b'class="head"') == 100
    assert names["search.html"].count(b'class="head"') == 101


@pytest.mark.slow
def test_what_is_added_changes_no_older_page_of_a_list(tmp_path):
    pieces = list(busy(240))
    publish_to(tmp_path, Shelf(*pieces))
    before = contents(tmp_path)
    new = report(
        "new", "Upland opened a bridge over the river.", title="New", story="t", published="2023-06-21T08:00:00Z"
    )
    publish_to(tmp_path, Shelf(*pieces, new))
    changed = {name for name, content in contents(tmp_path).items() if before.get(name) != content}
    assert "stories/index.html" in changed
    assert not {"stories/index.2.html", "search.2.html", "sources/wire.2.html"} & changed
    assert not any(name.startswith("articles/") and name in before for name in changed)


def test_an_article_costs_milliseconds(tmp_path):
    pieces = list(busy(100))
    began = time.process_time()
    publish_to(tmp_path, Shelf(*pieces))
    assert (time.process_time() - began) / 100 < 0.04
