"""Mail through a real SMTP server: headers of a list, refusals, breaks, kills, and nothing that rides on an address."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_server import Box, certificate, served
from publish_shelf import REGION, Shelf, everybody, replaced, report, week
from test_publish_site import HOSTILE, busy_shelf

from jarchi.errors import PublishError, SettingsError, UsageError
from jarchi.publish import PublishSettings, draft
from jarchi.publish.mail.addresses import checked, recipients
from jarchi.publish.mail.journal import NAME, Journal, Sent
from jarchi.publish.mail.letter import LEAVE, Letter
from jarchi.publish.mail.mailing import Mailing
from jarchi.publish.mail.message import Post
from jarchi.publish.mail.sending import Clock
from jarchi.publish.mail.settings import MailSettings

NOW = datetime(2023, 6, 26, 7, 30, tzinfo=UTC)
SITE = "https://news.example/"
MAIL = MailSettings(
    from_="Crier & Söhne <news@crier.example>",
    reply_to="desk@crier.example",
    unsubscribe="leave@crier.example",
    unsubscribe_url="https://crier.example/leave?who={address}&code={token}",
    secret="a secret",
    server="127.0.0.1",
    security="none",
    timeout=5.0,
)


def mailing(mail: MailSettings = MAIL, shelf: Shelf | None = None, address: str = SITE, **more: object) -> Mailing:
    shelf = shelf or busy_shelf()
    publish = PublishSettings(title="Crier", address=address)
    bulletin = draft(shelf, REGION, publish, week(), everybody)
    return Mailing(week(), replaced(bulletin, **more), shelf.sources(), REGION, publish, mail)


@pytest.fixture(scope="module")
def whole() -> Mailing:
    return mailing()


@pytest.fixture
def box():
    return Box()


class Desk:
    """A workspace's folder with a list, and what was reported of each address."""

    def __init__(self, folder: Path, *addresses: str) -> None:
        self.folder = folder
        self.list = folder / "recipients.txt"
        self.list.write_text("# readers\n" + "\n".join(addresses) + "\n", encoding="utf-8")
        self.issues = {}
        self.slept = []

    def clock(self) -> Clock:
        return Clock(lambda: NOW, self.slept.append, report=self.issues.__setitem__)

    def send(self, told: Mailing, port: int, **settings: object):
        told = replaced(told, mail=replaced(told.mail, port=port, **settings))
        return told.send(self.list, self.folder, self.clock())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, "ada@one.example", "Ben@Two.Example  # a friend", "", "cleo@three.example", "ben@two.example")


def test_each_recipient_gets_one_message_with_both_parts(whole, desk, box):
    with served(box) as port:
        summary = desk.send(whole, port)
    assert str(summary) == "3 sent, 0 sent before, 0 refused"
    assert box.addresses == ["ada@one.example", "Ben@two.example", "cleo@three.example"]
    for address, message in box.got:
        assert message["To"] == address
        assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
        text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert "said by “Minister Ada Brook”, official" in text
        assert "said by “Minister Ada Brook”, official" in html
        assert 'style="' in html
        assert LEAVE not in text + html


def test_the_headers_of_a_list(whole, desk, box):
    with served(box) as port:
        desk.send(whole, port)
    (_, one), (_, other), _ = box.got
    assert one["From"] == "Crier & Söhne <news@crier.example>"
    assert one["Reply-To"] == "desk@crier.example"
    assert one["Subject"] == "Two rivers, 19–25 June 2023"
    assert one["Date"].datetime == NOW
    assert re.fullmatch(r"<[0-9a-f]{16}@crier\.example>", one["Message-ID"])
    assert one["Message-ID"] != other["Message-ID"]
    assert one["List-Id"] == '"Crier" <everything.crier.example>'
    assert one["List-Archive"] == f"<{SITE}>"
    assert one["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert one["Auto-Submitted"] == "auto-generated"
    assert "List-Post" not in one
    raw = box.raw[0].decode("ascii")  # no byte of it needs more than the oldest servers can carry
    unsubscribe = next(line for line in raw.splitlines() if line.startswith("List-Unsubscribe:"))
    url = r"<https://crier\.example/leave\?who=ada%40one\.example&code=([0-9a-f]{32})>"
    found = re.fullmatch(rf"List-Unsubscribe: {url}, <mailto:leave@crier\.example\?subject=unsubscribe>", unsubscribe)
    assert found
    assert found[1] == Post(MAIL, "Crier", SITE).token("ADA@one.example")


def test_without_a_page_to_leave_by_there_is_no_one_click(whole, desk, box):
    with served(box) as port:
        desk.send(whole, port, unsubscribe_url="")
    (_, message), *_ = box.got
    assert message["List-Unsubscribe"] == "<mailto:leave@crier.example?subject=unsubscribe>"
    assert "List-Unsubscribe-Post" not in message


def test_the_same_letter_is_the_same_bytes(whole):
    post = Post(MAIL, "Crier", SITE)
    one, other = (post.addressed(told.letter(), "ada@one.example", NOW).as_bytes() for told in (whole, mailing()))
    assert one == other


def test_a_second_run_sends_to_nobody_again_and_to_who_is_new(whole, desk, box):
    with served(box) as port:
        desk.send(whole, port)
        desk.list.write_text(desk.list.read_text() + "dan@four.example\n")
        summary = desk.send(whole, port)
    assert (summary.sent, summary.before) == (1, 3)
    assert len(box.got) == 4
    assert box.addresses[-1] == "dan@four.example"


def test_a_refused_recipient_is_an_issue_and_not_tried_again(whole, desk, box):
    box.refuse["ada@one.example"] = "550 5.1.1 no such user"
    with served(box) as port:
        summary = desk.send(whole, port)
        again = desk.send(whole, port)
    assert (summary.sent, summary.refused) == (2, 1)
    assert str(again) == "0 sent, 2 sent before, 0 refused, 1 refused before"
    issue = desk.issues["ada@one.example"]
    assert (issue.stage, issue.code, issue.outcome) == ("publish", "refused", "failed")
    assert issue.message.startswith("The server would not take mail for it: 550 5.1.1 no such user.")


def test_a_recipient_put_off_is_tried_again_in_the_next_run(whole, desk, box):
    box.refuse["ada@one.example"] = "451 4.2.1 try later"
    with served(box) as port:
        summary = desk.send(whole, port)
        assert (summary.sent, summary.refused, summary.later) == (2, 0, 1)
        assert desk.issues["ada@one.example"].code == "deferred"
        box.refuse.clear()
        assert desk.send(whole, port).sent == 1
    assert desk.issues["ada@one.example"] is None
    assert sorted(box.addresses) == ["Ben@two.example", "ada@one.example", "cleo@three.example"]


@pytest.mark.parametrize("late", [False, True])
def test_a_line_that_breaks_is_made_anew_and_nobody_is_left_out(whole, desk, box, late):
    box.drops, box.drops_late = 1, late
    with served(box) as port:
        summary = desk.send(whole, port)
    assert summary.sent == 3
    assert set(box.addresses) == {"ada@one.example", "Ben@two.example", "cleo@three.example"}
    ids = [message["Message-ID"] for address, message in box.got if address == "ada@one.example"]
    assert len(ids) == 1 + late  # what was handed over when the line broke is sent again, as the same message
    assert len(set(ids)) == 1
    assert desk.slept == [2.0]


def test_a_server_that_only_breaks_stops_the_run_and_the_next_goes_on(whole, desk, box):
    with served(box) as port:
        desk.list.write_text("ada@one.example\n")
        desk.send(whole, port)
        desk.list.write_text("ada@one.example\nben@two.example\ncleo@three.example\n")
        box.drops = 3
        with pytest.raises(PublishError, match=r"did not take the mail: the connection broke .* run the same command"):
            desk.send(whole, port)
        assert desk.send(whole, port).sent == 2
    assert box.addresses == ["ada@one.example", "ben@two.example", "cleo@three.example"]


def test_a_server_that_is_not_there_is_named(whole, desk, box):
    with served(box) as port:
        pass
    with pytest.raises(PublishError, match=rf"127\.0\.0\.1:{port} did not take the mail: the connection broke"):
        desk.send(whole, port)


def test_a_sender_that_is_refused_stops_the_run(whole, desk, box):
    box.sender = "553 sender not known"
    with served(box) as port, pytest.raises(PublishError, match=r"will not take mail from news@crier\.example"):
        desk.send(whole, port)
    assert not (desk.folder / NAME).read_bytes()


def test_a_server_that_is_closing_is_asked_again(whole, desk, box):
    box.sender = "421 closing, come back"
    with served(box) as port, pytest.raises(PublishError, match=r"the connection broke \(421 closing, come back\)"):
        desk.send(whole, port)
    assert desk.slept == [2.0, 4.0]


def test_a_message_that_nobody_may_have_stops_the_run(whole, tmp_path, box):
    desk = Desk(tmp_path, *(f"r{number}@many.example" for number in range(9)))
    box.data = "554 looks like spam"
    with served(box) as port, pytest.raises(PublishError, match="takes no message: 554 looks like spam"):
        desk.send(whole, port)
    assert len(desk.issues) == 5
    assert not (desk.folder / NAME).read_bytes()  # none of them is at fault, so all are tried again


def test_a_kill_between_two_messages_loses_and_doubles_nothing(whole, desk, box):
    def fall(address, issue):
        raise KeyboardInterrupt

    with served(box) as port:
        told = replaced(whole, mail=replaced(whole.mail, port=port))
        for _ in range(2):
            with pytest.raises(KeyboardInterrupt):
                told.send(desk.list, desk.folder, Clock(lambda: NOW, desk.slept.append, report=fall))
        assert desk.send(whole, port).sent == 1
    assert box.addresses == ["ada@one.example", "Ben@two.example", "cleo@three.example"]


def test_a_journal_cut_short_counts_what_is_whole(tmp_path):
    path = tmp_path / NAME
    with Journal(path) as journal:
        journal.write(Sent("e", "ada@one.example", "sent", "2023-06-26T07:30:00Z"))
    path.write_bytes(path.read_bytes() + b'{"edition":"e","addr')
    with Journal(path) as journal:
        assert set(journal.done("e")) == {"ada@one.example"}
        journal.write(Sent("e", "Ben@two.example", "sent", "2023-06-26T07:30:00Z"))
        assert set(journal.done("e")) == {"ada@one.example", "ben@two.example"}
        assert journal.done("other") == {}


def test_it_logs_in_and_closes_the_way(whole, desk, box, tmp_path, monkeypatch):
    cert, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    options = {
        "tls_context": context,
        "require_starttls": True,
        "auth_required": True,
        "authenticator": box.authenticate,
    }
    with served(box, **options) as port:
        summary = desk.send(whole, port, security="starttls", user="crier", password="secret words")
        assert summary.sent == 3
        desk.list.write_text("eve@five.example\n")
        with pytest.raises(PublishError, match="it refused the login") as caught:
            desk.send(whole, port, security="starttls", user="crier", password="wrong words")
    assert "words" not in str(caught.value)
    with served(box, ssl_context=context) as port:
        assert desk.send(whole, port, security="tls").sent == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(whole, desk, box, tmp_path, monkeypatch):
    _, context = certificate(tmp_path)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with served(box, tls_context=context) as port, pytest.raises(PublishError, match="its certificate does not hold"):
        desk.send(whole, port, security="starttls")
    assert box.got == []
    assert desk.slept == []


def test_a_server_without_starttls_gets_no_mail(whole, desk, box):
    with served(box) as port, pytest.raises(PublishError, match="cannot do what the settings ask for"):
        desk.send(whole, port, security="starttls")
    assert box.got == []


def test_the_connection_is_made_anew_after_a_batch(whole, desk, box):
    with served(box) as port:
        desk.send(whole, port, batch=2, pause=0.5)
    assert box.connections == 2
    assert desk.slept == [0.5, 0.5]


INJECTED = [
    ("a second header", "ada@one.example\r\nBcc: all@one.example"),
    ("a second recipient", "ada@one.example,ben@two.example"),
    ("a name", "Ada <ada@one.example>"),
    ("a command", "ada@one.example>\r\nDATA"),
    ("a quoted part", '"ada lovelace"@one.example'),
    ("an address without a host", "ada"),
    ("an address without a name", "@one.example"),
    ("two dots", "ada..b@one.example"),
    ("a host with a slash", "ada@one.example/x"),
    ("a control character", "ada\x00@one.example"),
    ("a host of one label too long", f"ada@{'x' * 64}.example"),
]


@pytest.mark.parametrize(("what", "text"), INJECTED)
def test_nothing_rides_on_an_address(what, text):
    assert checked(text) is None, what


def test_lines_that_are_no_addresses_are_notes_and_the_rest_is_sent(whole, desk, box):
    desk.list.write_bytes("\ufeff# list\r\nada@one.example\r\nnot an address\r\nперевод@пример.example\r\n".encode())
    with served(box) as port:
        summary = desk.send(whole, port)
    assert box.addresses[0] == "ada@one.example"
    assert summary.issues[0].code == "no-address"
    assert desk.issues["recipients.txt:3"].outcome == "note"


def test_hosts_beyond_ascii_are_written_in_ascii():
    assert checked("ada@Пример.example") == "ada@xn--e1afmkfd.example"


@given(st.text())
def test_whatever_passes_is_one_address(text):
    if address := checked(text):
        assert re.fullmatch(r"[^\s<>,;:\"()\[\]\\@\x00-\x1f]+@[a-z0-9.-]+", address)
        assert recipients([address], "list").addresses in {(address,), ()}
        raw = Post(MAIL, "Crier", SITE).addressed(Letter("e/1", "S", "t", "<p>"), address, NOW).as_bytes()
        assert raw.count(b"\r\nTo: ") == 1
        assert len(raw.partition(b"\r\n\r\n")[0].splitlines()) == 13


def test_a_hostile_title_stays_one_line_of_one_header(desk, box):
    text = "A bridge fell in Upland on Monday, killing three people."
    told = mailing(shelf=Shelf(report("one", text, title=HOSTILE)), title="Two\r\nBcc: all@one.example\r\n\r\n<script>")
    with served(box) as port:
        desk.send(told, port)
    _, message = box.got[0]
    assert "Bcc" not in message
    assert message["Subject"].startswith("Two Bcc: all@one.example <script>")
    html = message.get_body(("html",)).get_content()
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r'(?:href|src)="(?!https://|mailto:)', html)


def test_no_part_asks_another_host_for_anything(whole):
    html = whole.letter().html
    assert not re.search(r"<(?:img|link|script|iframe)|url\(|@import", html)


def test_links_lead_into_the_site_or_to_the_source():
    assert f'href="{SITE}articles/' in mailing().letter().html
    alone = mailing(address="").letter()
    assert 'href="https://wire.example/one"' in alone.html
    assert "articles/" not in alone.html + alone.text


def test_a_long_bulletin_fits_and_counts_what_is_left(box, desk):
    reports = [
        report(
            f"n{number}",
            f"A bridge fell in Upland in place {number}, killing three people on their way. "
            f"Minister Ada Brook went to place {number} with divers and with engineers of the northern works.",
            title=f"Bridge {number} falls in Upland",
            story=f"s{number}",
        )
        for number in range(150)
    ]
    told = mailing(shelf=Shelf(*reports))
    full = [item for item in told.bulletin.sections[0].items if not item.brief]
    many = replaced(told.bulletin.sections[0], items=tuple(full) * 20 + told.bulletin.sections[0].items)
    told = replaced(told, bulletin=replaced(told.bulletin, sections=(many,)))
    html = told.letter().html
    assert len(html.encode()) < 102_000
    assert "more stories in the bulletin" in html
    assert "more stories in the bulletin" in told.letter().text


def test_a_preview_sends_nothing_and_shows_all(whole, tmp_path):
    told = replaced(whole, mail=MailSettings())
    files = told.preview(tmp_path / "look", lambda: NOW)
    assert [path.name for path in files] == ["mail.eml", "mail.html", "mail.txt"]
    assert b"reader@example.org" in files[0].read_bytes()
    assert all(path.stat().st_size > 1000 for path in files)


@pytest.mark.parametrize(
    ("change", "error", "sentence"),
    [
        ({"from_": ""}, SettingsError, "Nobody sends the mail"),
        ({"from_": "nobody"}, SettingsError, "from = 'nobody' is no address"),
        ({"from_": "A <a@b.example>\nBcc: c@d.example"}, SettingsError, "is no address"),
        ({"reply_to": "@"}, SettingsError, "reply_to = '@' is no address"),
    ],
)
def test_settings_that_cannot_be_are_one_sentence(whole, desk, change, error, sentence):
    with pytest.raises(error, match=re.escape(sentence)):
        desk.send(whole, 9, **change)


def test_lists_that_cannot_be_are_one_sentence(whole, desk):
    desk.list.write_text("# nobody\n")
    with pytest.raises(UsageError, match="has no address; nothing was sent"):
        desk.send(whole, 9)
    desk.list.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="it is not UTF-8"):
        desk.send(whole, 9)
    desk.list.unlink()
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        desk.send(whole, 9)
    with pytest.raises(UsageError, match="tells no story; nothing was sent"):
        desk.send(mailing(sections=()), 9)
