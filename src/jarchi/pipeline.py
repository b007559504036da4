"""The pipeline: which stage runs on what, on which engine. It alone joins the rooms.

Work is found by asking the ledger what lacks a stage's product for the stage's fingerprint, and is saved a batch at
a time, each batch in one transaction: a stage can be stopped at any moment and run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from jarchi.accounts import Collected, LinkedUp, ReadOut, State
from jarchi.collect import collect, recognise
from jarchi.engines import Engine, Processes, engine_for
from jarchi.errors import ReadError, UsageError
from jarchi.ledger import Ledger
from jarchi.link import Linker, Signature, rank_agents
from jarchi.link.window import MOST_ARTICLES, RANK, WINDOW
from jarchi.publish import Edition, Kind, PublishSummary, draft, editions, publish
from jarchi.publish.editions import bounds_of
from jarchi.publish.exports import ExportSummary, Wanted, export
from jarchi.publish.mail.bounces import Bounces, bounces
from jarchi.publish.mail.journal import NAME as JOURNAL
from jarchi.publish.mail.journal import Journal
from jarchi.publish.mail.mailing import Mailing
from jarchi.publish.mail.sending import Clock, MailSummary
from jarchi.publish.mail.settings import MailSettings
from jarchi.read.fingerprint import fingerprint_of
from jarchi.records.articles import Revision
from jarchi.records.bulletins import Bulletin
from jarchi.records.inputs import Haul, Input
from jarchi.records.issues import Issue, Outcome
from jarchi.records.links import Linked
from jarchi.records.readings import Reading
from jarchi.records.regions import Lens, Region
from jarchi.sample import sample_reports, sample_sources
from jarchi.stateless import read_documents, reader_for, region_at
from jarchi.workspace import Workspace

BATCH = 200
"""Articles to a transaction: a kill loses at most this much work, about two seconds of it."""

Progress = Callable[[str, int, int | None], None]
"""Told of the stage, how many items are done, and how many there are (None where nobody knows yet).

As many done as there are ends the stage.
"""


def silent(stage: str, done: int, total: int | None) -> None:
    """Tell nobody."""


class Pipeline:
    """The stages of one workspace, over its ledger; holds no state of its own between them."""

    def __init__(
        self,
        workspace: Workspace,
        ledger: Ledger,
        *,
        now: Callable[[], datetime],
        progress: Progress = silent,
    ) -> None:
        self.workspace = workspace
        self.ledger = ledger
        self.now = now
        self.progress = progress
        self.region = region_at(workspace.region)

    def stamp(self) -> str:
        """Give the time by this run's clock, ISO 8601 in UTC."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def recognise(self, what: Sequence[str], *, source: str | None = None, pack: bool = False) -> list[Input]:
        """Give the inputs that a person means by addresses, paths and ids of the pack's sources."""
        known = {entry.id: entry for entry in self.region.sources}
        if source is not None and source not in known:
            raise UsageError(f"There is no source {source!r} in the pack {self.region.id}.", subject=source)
        chosen = [known[name] for name in what if name in known] + [entry for entry in known.values() if pack]
        found = [Input("feed", feed, entry.id) for entry in chosen for feed in entry.feeds]
        for name in what:
            if name in known and not known[name].feeds:
                raise UsageError(f"The pack knows no feed of {name}; add an address of its own.", subject=name)
            if name not in known:
                found += recognise(name, self.workspace.settings.collect, source=source)
        return found

    def collect(self) -> Collected:
        """Bring in what the workspace's inputs hold now."""
        self.ledger.add_sources(self.region.sources)
        inputs = self.ledger.inputs()
        hauls = collect(inputs, self.ledger, self.workspace.settings.collect, now=self.now)
        return self.store((self.stamp(), haul) for haul in hauls)

    def store(self, hauls: Iterable[tuple[str, Haul]]) -> Collected:
        """Store hauls as they come, each with the time it was seen and in one transaction; count every item."""
        account = Collected()
        for seen, haul in hauls:
            account = account.plus(self.ledger.store(haul, seen))
            self.progress("collect", account.items, None)
        self.progress("collect", account.items, account.items)
        return account

    def demo(self) -> Iterator[tuple[str, object]]:
        """Run the built-in sample through every stage, by the sample's own clock; gives each stage's account."""
        self.ledger.add_sources((*self.region.sources, *sample_sources()))
        yield "collect", self.store((seen, Haul((document,))) for seen, document in sample_reports())
        yield "read", self.read()
        yield "link", self.link()
        yield "publish", self.publish()

    def read(self) -> ReadOut:
        """Read every revision that has no reading by today's reader."""
        reader = reader_for(self.workspace.region)
        total, account = self.ledger.count_unread(reader.fingerprint), ReadOut()
        engine = engine_for(self.workspace.settings.workers)
        try:
            while revisions := self.ledger.unread(reader.fingerprint, BATCH):
                outcomes = list(zip(revisions, self._readings(revisions, engine), strict=True))
                self.ledger.save_readings(
                    reader.fingerprint, [(rev.id, outcome) for rev, outcome in outcomes], self.stamp()
                )
                account = account.plus([outcome for _, outcome in outcomes])
                self.progress("read", account.items, total)
        finally:
            if isinstance(engine, Processes):
                engine.close()
        return account

    def _readings(self, revisions: Sequence[Revision], engine: Engine) -> Iterator[Reading | Issue]:
        documents = [revision.document() for revision in revisions]
        outcomes = read_documents(documents, region=self.workspace.region, engine=engine)
        for revision, outcome in zip(revisions, outcomes, strict=True):
            yield _issue_of(revision, outcome) if isinstance(outcome, ReadError) else outcome

    def link(self) -> LinkedUp:
        """Link every article whose newest reading is not yet linked by today's linker."""
        linker = Linker(self.region, self.ledger.placed())
        since = self.ledger.window_start(linker.fingerprint, (WINDOW, RANK, MOST_ARTICLES))
        for blob in self.ledger.signatures(linker.fingerprint, since):
            linker.remember(Signature.decode(blob))
        total, account = self.ledger.count_unlinked(linker.fingerprint), LinkedUp()
        while batch := self.ledger.unlinked(linker.fingerprint, BATCH):
            links: list[tuple[Linked, bytes]] = []
            moved: dict[str, bytes] = {}
            for revision, reading in batch:
                linked, signature = _link(linker, revision, reading)
                links.append((linked, signature.encode()))
                turned = linker.moved_by(linked.turn) if linked.turn is not None else []
                moved |= {one.article: one.encode() for one in turned}
            self.ledger.save_links(linker.fingerprint, links, moved)
            account = account.plus([linked for linked, _ in links])
            self.progress("link", account.items, total)
        return account

    def publish(self, wanted: Sequence[Edition] | None = None) -> PublishSummary:
        """Write the bulletins that are asked for, or all that the settings call for, and the site around them."""
        settings = self.workspace.settings
        chosen = wanted or editions(self.region, settings, self.ledger.days())
        summary = publish(
            self.ledger,
            self.region,
            self.workspace.publish,
            chosen,
            rank_agents,
            self.workspace.site,
            progress=lambda done, total: self.progress("publish", done, total),
        )
        self.progress("publish", summary.files, summary.files)
        return summary

    def draft(self, edition: Edition) -> Bulletin:
        """Give the checked bulletin of an edition and write nothing."""
        return draft(self.ledger, self.region, self.workspace.publish, edition, rank_agents)

    def export(
        self, names: Sequence[str], folder: Path, days: tuple[date | None, date | None], lens: str | None
    ) -> ExportSummary:
        """Write open data of the days from the first to the last, both inside, into a folder."""
        first, last = days
        if first and last and last < first:
            raise UsageError(f"An export runs forward: --to {last} lies before --from {first}.")
        wanted = Wanted(
            names=tuple(names),
            bounds=bounds_of(first, last),
            first=first.isoformat() if first else "",
            last=last.isoformat() if last else "",
            lens=self.lens(lens) if lens else None,
        )
        settings = self.workspace.publish
        tell = lambda done, total: self.progress("export", done, total)  # noqa: E731
        return export(self.ledger, self.region, settings, wanted, folder, tell)

    def edition_to_mail(self, lens: str | None, days: tuple[date, date] | None, kind: Kind = "bulletin") -> Edition:
        """Give the edition of a lens for some days, else the newest that the settings call for."""
        known = editions(self.region, self.workspace.settings, self.ledger.days())
        if days:
            first = known[0].lens.id if known else self.region.lenses[0].id
            return self.edition(lens or first, *days, kind)
        wanted = self.lens(lens).id if lens else None
        chosen = [edition for edition in known if edition.kind == kind and wanted in {None, edition.lens.id}]
        if not chosen:
            raise UsageError(f"There is no {kind} to send: the settings call for none, or nothing was linked so far.")
        return max(chosen, key=lambda edition: edition.last)

    def _mailing(self, edition: Edition, settings: MailSettings) -> Mailing:
        bulletin = self.draft(edition)
        return Mailing(edition, bulletin, self.ledger.sources(), self.region, self.workspace.publish, settings)

    def preview_mail(self, edition: Edition, settings: MailSettings, folder: Path) -> list[Path]:
        """Write the mail of an edition into a folder and send nothing; gives the files."""
        return self._mailing(edition, settings).preview(folder, self.now)

    def mail(
        self, edition: Edition, settings: MailSettings, there: Path, sleep: Callable[[float], None]
    ) -> MailSummary:
        """Send the mail of an edition to the list `there`; who could not be reached becomes an issue."""

        def report(address: str, issue: Issue | None) -> None:
            self.ledger.clear_issues("publish", [address])
            self.ledger.add_issues([issue] if issue else [], self.stamp())

        clock = Clock(self.now, sleep, lambda done, total: self.progress("mail", done, total), report)
        return self._mailing(edition, settings).send(there, self.workspace.folder, clock)

    def bounces(self, path: Path) -> Bounces:
        """Read the reports of undelivered mail in a mailbox; each address becomes an issue."""
        with Journal(self.workspace.folder / JOURNAL) as journal:
            found = bounces(path, journal.reached())
        self.ledger.add_issues(found.issues, self.stamp())
        return found

    def lens(self, id: str) -> Lens:
        """Give a lens of the pack; raises `UsageError` where it has none of that id."""
        known = {entry.id: entry for entry in self.region.lenses}
        if id not in known:
            raise UsageError(f"There is no lens {id!r}; the pack {self.region.id} has {', '.join(sorted(known))}.")
        return known[id]

    def edition(self, lens: str, first: date, last: date, kind: Kind = "bulletin") -> Edition:
        """Give the edition of a lens for a period; raises `UsageError` where the pack has no such lens."""
        chosen = self.lens(lens)
        if last < first:
            raise UsageError(f"A bulletin runs forward: --to {last} lies before --from {first}.")
        return Edition(chosen, first, last, kind)

    def state(self) -> State:
        """Give what the workspace holds and what waits for a stage."""
        return state_of(self.ledger, self.region)


def state_of(ledger: Ledger, region: Region) -> State:
    """Give what a ledger holds, and what waits in it for the reader and the linker of `region`."""
    return State(
        counts=ledger.counts(),
        span=ledger.span_of_moments(),
        unread=ledger.count_unread(fingerprint_of(region.fingerprint)),
        unlinked=ledger.count_unlinked(Linker(region).fingerprint),
    )


def _link(linker: Linker, revision: Revision, reading: Reading) -> tuple[Linked, Signature]:
    moment = revision.published or revision.first_seen
    return linker.link(revision.document(), reading, revision.id, moment=moment)


def _issue_of(revision: Revision, error: ReadError) -> Issue:
    outcome: Outcome = "failed" if error.kind == "reader-fault" else "set aside"
    return Issue("read", revision.source, revision.url, error.kind, error.message, outcome)
