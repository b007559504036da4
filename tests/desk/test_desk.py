"""The desk: what it shows, what it takes, and whom it refuses, over a real server."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest
import uvicorn

from jarchi.desk import desk
from jarchi.ledger import Ledger
from jarchi.records.articles import Document
from jarchi.records.inputs import Haul
from jarchi.records.links import Linked, Membership
from jarchi.records.readings import Reading


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(f"sqlite:///{tmp_path / 'ledger.sqlite'}") as opened:
        for number, text in enumerate(
            ["Snow closed the road to Naryn.", "Snow closed the road to Naryn, <b>a reader</b> said."]
        ):
            opened.store(
                Haul((Document(str(number), text, url=f"https://a.example/{number}", title=f"T{number}"),)),
                "2024-01-01T00:00:00Z",
            )
        revisions = opened.unread("f", 10)
        opened.save_readings("f", [(revision.id, Reading(revision.article, "f", "en")) for revision in revisions])
        first, second = opened.unlinked("l", 10)
        memberships = [
            Membership(first[0].article, first[0].id, "s1"),
            Membership(second[0].article, second[0].id, "s1", first[0].article, "90% is the same"),
        ]
        opened.save_links("l", [(Linked(one), b"{}") for one in memberships])
        yield opened


@pytest.fixture
def address(ledger: Ledger) -> Iterator[str]:
    app = desk(ledger, user="Aigul", token="secret", now=lambda: "2024-01-02T00:00:00Z", hosts=("127.0.0.1",))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def test_a_copy_is_shown_with_both_texts_and_no_markup_of_theirs(address: str) -> None:
    page = httpx2.get(f"{address}/copy").text
    assert "90% is the same" in page
    assert "&lt;b&gt;a reader&lt;/b&gt;" in page


def test_a_decision_is_kept_with_user_and_time(address: str, ledger: Ledger) -> None:
    copy = ledger.copies(1)[0]
    form = {
        "token": "secret",
        "kind": "copy",
        "subject": f"copy:{copy.article}",
        "value": copy.copy_of,
        "note": "no",
        "decision": "rejected",
    }
    answer = httpx2.post(f"{address}/verdict", data=form)
    assert answer.status_code == 303
    verdict = ledger.verdicts()[0]
    assert (verdict.user, verdict.at, verdict.decision, verdict.note) == (
        "Aigul",
        "2024-01-02T00:00:00Z",
        "rejected",
        "no",
    )
    assert "Rejected" in httpx2.get(f"{address}/copy").text


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"token": "guessed", "kind": "copy", "subject": "copy:1", "decision": "rejected"}, 403),  # another site's form
        ({"kind": "copy", "subject": "copy:1", "decision": "rejected"}, 403),  # no token
        ({"token": "secret", "kind": "copy", "subject": "copy:1", "decision": "perhaps"}, 400),  # no such decision
        ({"token": "secret", "note": "x" * 30_000}, 413),  # more than a decision can be
    ],
)
def test_what_is_no_decision_changes_nothing(address: str, ledger: Ledger, form: dict[str, str], status: int) -> None:
    assert httpx2.post(f"{address}/verdict", data=form).status_code == status
    assert ledger.verdicts() == ()


def test_another_host_name_is_refused(address: str) -> None:
    """A page elsewhere must not reach the desk by a name that leads to this machine."""
    assert httpx2.get(f"{address}/copy", headers={"Host": "evil.example"}).status_code == 400


def test_a_page_that_is_not_there(address: str) -> None:
    assert httpx2.get(f"{address}/wp-admin").status_code == 404


def test_a_story_shows_its_articles_and_why_each_is_there(address: str) -> None:
    page = httpx2.get(f"{address}/story").text
    assert "2 articles" in page
    assert "90% is the same" in page
    assert page.count('type="checkbox"') == 2


def lone(ledger: Ledger) -> str:
    """Add a third article, in a story of its own; gives its id."""
    ledger.store(
        Haul((Document("2", "A bridge fell near Osh.", url="https://a.example/2", title="T2"),)), "2024-01-01T00:00:00Z"
    )
    ledger.save_readings(
        "f", [(revision.id, Reading(revision.article, "f", "en")) for revision in ledger.unread("f", 9)]
    )
    ((revision, _),) = ledger.unlinked("l", 9)
    ledger.save_links("l", [(Linked(Membership(revision.article, revision.id, "s2")), b"{}")])
    return revision.article


def test_articles_are_moved_into_another_story_and_out_again(address: str, ledger: Ledger) -> None:
    article = lone(ledger)
    form = {"token": "secret", "story": "s2", "decision": "all", "into": "s1", "note": "the same snow"}
    assert httpx2.post(f"{address}/place", data=form).status_code == 303
    piece = ledger.piece(article)
    assert piece
    assert piece.membership.story == "s1"
    assert piece.membership.why == "Aigul put it here on 2024-01-02: the same snow"
    form = {"token": "secret", "story": "s1", "decision": "ticked", "article": article, "into": "", "note": ""}
    assert httpx2.post(f"{address}/place", data=form).status_code == 303
    piece = ledger.piece(article)
    assert piece
    assert piece.membership.story not in ("s1", "s2")
    assert len(ledger.history(f"story:{article}")) == 2


@pytest.mark.parametrize(
    ("form", "status", "told"),
    [
        ({"token": "guessed", "story": "s1", "decision": "all", "into": "s2"}, 403, "did not come from a page"),
        ({"token": "secret", "story": "s1", "decision": "ticked", "into": "s2"}, 400, "No article was ticked"),
        ({"token": "secret", "story": "s1", "decision": "all", "into": "nowhere"}, 400, "no such other story"),
        ({"token": "secret", "story": "s1", "decision": "all", "into": ""}, 400, "nothing left of the story"),
        ({"token": "secret", "story": "s2", "decision": "ticked", "article": "x", "into": ""}, 400, "not in the story"),
    ],
)
def test_what_cannot_be_moved_is_refused_in_a_sentence(
    address: str, ledger: Ledger, form: dict[str, str], status: int, told: str
) -> None:
    lone(ledger)
    answer = httpx2.post(f"{address}/place", data=form)
    assert (answer.status_code, told in answer.text) == (status, True)
    assert ledger.verdicts() == ()
