"""One round through the web: feeds and sitemaps, then the pages they name, politely and in a settled order."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import msgspec

from jarchi.collect.addresses import host_of, is_web, normalise
from jarchi.collect.answers import read_answer, with_entry
from jarchi.collect.client import Client, Response, moment_after
from jarchi.collect.feeds import read_feed
from jarchi.collect.found import Fault, Found, failed, is_storable, noted, set_aside
from jarchi.collect.listings import Entry, Listing
from jarchi.collect.manners import Manners
from jarchi.collect.moments import parse_utc, utc
from jarchi.collect.run import Run
from jarchi.collect.schedule import Schedule, after_failure, after_page, backoff, is_due, needs_asking
from jarchi.collect.settings import DAY
from jarchi.collect.sitemaps import read_sitemap
from jarchi.collect.unpack import gunzip
from jarchi.errors import CollectError, FetchError
from jarchi.records.articles import Article, Document
from jarchi.records.inputs import Haul, Input, Visit
from jarchi.records.issues import Issue, Outcome

ONCE_MORE = frozenset({"timeout", "connection", "truncated", "http-500", "http-502", "http-504"})
"""What may well go better at the second try, after the host's other pages."""

OUT_OF_SCOPE = frozenset({"robots", "content-type"})
DEEPEST = 3
"""How deep sitemap indexes are followed; the protocol allows one level, sites use two."""


@dataclass
class Group:
    """A feed or sitemap that answered, while pages of it are still to be had.

    Its visit is given out when the last of them is done. `due` is when one of them is to be asked again: until
    then a feed may answer 304, from then on it is asked in full, for a 304 would not name the page.
    """

    visit: Visit
    parent: Group | None
    waiting: int = 0
    due: datetime.datetime | None = None

    def expect(self, due: str | None) -> None:
        """Keep in mind that a page of this list is to be asked again at `due`."""
        moment = parse_utc(due)
        if moment is not None and (self.due is None or moment < self.due):
            self.due = moment


@dataclass
class Errand:
    """One address to ask for."""

    url: str
    kind: Literal["feed", "sitemap", "page"]
    input: Input
    last: Visit | None = None
    entry: Entry | None = None
    group: Group | None = None
    depth: int = 0
    attempt: int = 0

    def visit(self, at: str) -> Visit:
        """Give what is remembered of the address, for a first visit what is known beforehand."""
        last = self.last or Visit(self.url, at)
        return msgspec.structs.replace(last, input=self.input.id)


class WebRound:
    """Asks for what is due, host by host in turns. One request at a time; a failing host is left for the next run."""

    def __init__(self, run: Run, client: Client) -> None:
        self._memory = run.memory
        self._book = run.book
        self._settings = run.settings
        self._now = run.now
        self._client = client
        self._manners = Manners(run, client)
        self._schedule: Schedule[Errand] = Schedule()
        self._postponed: dict[str, datetime.datetime] = {}
        self._left: dict[str, list[Errand]] = {}
        self._asked: set[str] = set()

    def hauls(self, inputs: list[Input]) -> Iterator[Haul]:
        """Give a haul a page, and after the last page of a feed or sitemap the visit of that."""
        for given in inputs:
            yield from self._open(given)
        while self._schedule:
            host, errand = self._schedule.take()
            self._manners.pause(host)
            yield from self._ask(host, errand)
            self._done(host, errand)
        for host in sorted(self._left):
            yield from self._leave(host)

    # ---- whose turn it is

    def _open(self, given: Input) -> Iterator[Haul]:
        if given.kind == "files" or not is_web(given.location):
            yield Haul(issues=(failed(given.location, "bad-address", "it is no web address"),))
            return
        url = normalise(given.location)
        last = self._memory.visit(url)
        if url in self._asked:
            return
        if not is_due(last, self._now()):
            assert last is not None
            note = f"it is left alone until {last.due}, because of: {last.outcome}"
            yield Haul(issues=(noted(url, "waiting", note, source=given.source or ""),))
            return
        self._asked.add(url)
        self._send(Errand(url, "page" if given.kind == "page" else given.kind, given, last))

    def _send(self, errand: Errand) -> None:
        host = host_of(errand.url)
        if errand.group is not None and errand.attempt == 0:
            errand.group.waiting += 1
        if host in self._postponed:
            self._left.setdefault(host, []).append(errand)
        else:
            self._schedule.add(host, errand)

    def _done(self, host: str, errand: Errand) -> None:
        """End the turn of `host`; one that wants a very long pause is asked once a run."""
        delay = self._manners.asked(host, errand.url)
        if delay > self._settings.longest_wait:
            self._postpone(host, self._now() + datetime.timedelta(seconds=delay))
        self._schedule.done(host, delay)

    def _postpone(self, host: str, until: datetime.datetime) -> None:
        self._postponed[host] = max(until, self._postponed.get(host, until))
        left = self._schedule.drop(host)
        if left:
            self._left.setdefault(host, []).extend(left)

    def _leave(self, host: str) -> Iterator[Haul]:
        """Give the addresses of a host that were left for the next run, with one issue for all."""
        until, left, at = utc(self._postponed[host]), self._left[host], utc(self._now())
        visits = []
        for errand in left:
            visits.append(msgspec.structs.replace(errand.visit(at), at=at, outcome="postponed", due=until))
            if errand.group is not None:
                errand.group.expect(until)
        message = f"{len(left)} addresses are left for the next run, not before {until}"
        issue = noted(host, "postponed", message, source=left[0].input.source or "")
        yield Haul(visits=tuple(visits), issues=(issue,))
        for errand in left:
            yield from self._close(errand.group)

    # ---- asking

    def _ask(self, host: str, errand: Errand) -> Iterator[Haul]:
        wanted: Literal["page", "listing"] = "page" if errand.kind == "page" else "listing"
        try:
            response = self._client.get(errand.url, wanted, visit=self._known(errand), check=self._manners.check)
            is_list = wanted == "listing" and response.status == 200
            listing = _read_list(errand, response, self._settings.max_listing_bytes) if is_list else None
        except CollectError as error:
            yield from self._fail(host, errand, error)
            return
        self._manners.answered(host)
        if errand.kind == "page":
            yield self._page(errand, response)
            yield from self._close(errand.group)
        elif listing is None:
            yield from self._same_list(errand, response)
        else:
            visit = response.visit(errand.url, utc(self._now()), last=errand.last, origin=errand.input.id)
            group = Group(visit, errand.group, waiting=1)
            yield from self._admit(errand, listing, group)
            yield from self._close(group)

    def _known(self, errand: Errand) -> Visit | None:
        """Give what may be asked conditionally: not a list of which a page is due."""
        last = errand.last
        if errand.kind == "page" or last is None:
            return last
        due = parse_utc(last.stamp)
        return None if due is not None and due <= self._now() else last

    # ---- what came

    def _same_list(self, errand: Errand, response: Response) -> Iterator[Haul]:
        """Take note that a list has not changed since the last visit."""
        stamp = errand.last.stamp if errand.last else None
        visit = response.visit(errand.url, utc(self._now()), last=errand.last, origin=errand.input.id)
        if errand.group is not None:
            errand.group.expect(stamp)
        yield Haul(visits=(msgspec.structs.replace(visit, stamp=stamp),), unchanged=1)
        yield from self._close(errand.group)

    def _admit(self, errand: Errand, listing: Listing, group: Group) -> Iterator[Haul]:
        """Send for the pages that are new or changed, and count the others."""
        issues, ready, at = self._list_issues(errand, listing), [], utc(self._now())
        unchanged = taken = left = 0
        for entry in listing.entries:
            last = None if entry.url in self._asked else self._memory.visit(entry.url)
            if entry.url in self._asked or not needs_asking(last, entry.stamp, self._now()):
                unchanged += 1
                group.expect(last.due if last else None)
            elif taken >= self._settings.max_items:
                left += 1
            else:
                taken += 1
                self._asked.add(entry.url)
                page = Errand(entry.url, "page", errand.input, last, entry, group)
                if "#" in entry.url:
                    ready.append(page)
                else:
                    self._send(page)
        left += self._admit_lists(errand, listing, group)
        if left or listing.lists:
            # An index may stay as it is while the sitemaps it names change.
            group.expect(utc(self._now()))
        if left:
            issues.append(noted(errand.url, "too-many", f"{left} of its addresses are left for the next run"))
        haul = Haul(issues=tuple(issues), unchanged=unchanged)
        if haul != Haul():
            yield haul
        for page in ready:
            visit = Visit(page.url, at, stamp=page.entry.stamp if page.entry else None, input=errand.input.id)
            yield self._from_feed(page, visit)

    def _admit_lists(self, errand: Errand, listing: Listing, group: Group) -> int:
        """Send for the further sitemaps that are due, and give how many were left."""
        if errand.depth >= DEEPEST:
            return len(listing.lists)
        wanted = listing.lists[: self._settings.max_sitemaps]
        for entry in wanted:
            last = self._memory.visit(entry.url)
            if entry.url not in self._asked and is_due(last, self._now()):
                self._asked.add(entry.url)
                self._send(Errand(entry.url, "sitemap", errand.input, last, None, group, errand.depth + 1))
        return len(listing.lists) - len(wanted)

    @staticmethod
    def _list_issues(errand: Errand, listing: Listing) -> list[Issue]:
        source, issues = errand.input.source or "", []
        if listing.broken:
            message = f"it is broken ({listing.broken}); {len(listing.entries)} entries could be read"
            issues.append(noted(errand.url, "broken", message, source=source))
        if listing.nameless:
            message = f"{listing.nameless} of its items name no address"
            issues.append(set_aside(errand.url, "no-address", message, source=source))
        return issues

    def _page(self, errand: Errand, response: Response) -> Haul:
        now, entry = self._now(), errand.entry
        visit = response.visit(errand.url, utc(now), last=errand.last, origin=errand.input.id)
        visit = msgspec.structs.replace(visit, stamp=entry.stamp if entry else None)
        visit = after_page(visit, errand.last, now, self._settings, looks_twice=entry is not None)
        if errand.group is not None:
            errand.group.expect(visit.due)
        if response.status == 304:
            return Haul(visits=(visit,), unchanged=1)
        found = read_answer(errand.url, response)
        if isinstance(found, Fault):
            return self._from_feed(errand, visit, found)
        notes = (noted(errand.url, "charset", found.note, source=errand.input.source or ""),) if found.note else ()
        return self._haul(errand, with_entry(found, entry), visit, notes)

    def _from_feed(self, errand: Errand, visit: Visit, fault: Fault | None = None) -> Haul:
        """Give the text that the feed itself carries, where there is an article's worth; else what is at fault."""
        entry, source = errand.entry, errand.input.source or ""
        if entry is None or not entry.content or not is_storable(entry.content):
            fault = fault or Fault("no-text", "there is no text in it")
            return Haul(visits=(visit,), issues=(fault.issue(errand.url, source=source),))
        reason = f"the text is the feed's: {fault.message}" if fault else ""
        notes = (noted(errand.url, "feed-text", reason, source=source),) if fault else ()
        return self._haul(errand, with_entry(Found(text=entry.content), entry), visit, notes)

    def _haul(self, errand: Errand, found: Found, visit: Visit, notes: tuple[Issue, ...]) -> Haul:
        url, given = found.url or errand.url, errand.input.source
        source, made = (given, None) if given else self._book.attribute(None, url, "")
        document = Document(
            id=Article.id_of(url),
            text=found.text,
            title=found.title,
            url=url,
            source=source,
            published=found.published,
            language=found.language,
        )
        return Haul((document,), (made,) if made else (), (visit,), notes)

    # ---- what went wrong

    def _fail(self, host: str, errand: Errand, error: CollectError) -> Iterator[Haul]:
        now, code = self._now(), error.kind
        failures = errand.last.failures if errand.last else 0
        due = moment_after(error, now) or now + backoff(failures + 1, self._settings)
        if code == "robots":
            due = now + datetime.timedelta(seconds=DAY)
        elif code == "robots-unavailable":
            due = self._manners.until.get(host, due)
        if self._manners.is_at_fault(host, code):
            self._postpone(host, due)
        elif code in ONCE_MORE and errand.attempt == 0:
            errand.attempt = 1
            self._send(errand)
            return
        visit = after_failure(errand.visit(utc(now)), code, now, due)
        if errand.group is not None:
            errand.group.expect(visit.due)
        outcome: Outcome = "set aside" if code in OUT_OF_SCOPE else "failed"
        yield self._from_feed(errand, visit, Fault(code, error.message, outcome))
        yield from self._close(errand.group)

    def _close(self, group: Group | None) -> Iterator[Haul]:
        """Say that a page of `group` is done; after the last one the group's visit is given, then its parent's."""
        while group is not None:
            group.waiting -= 1
            if group.waiting > 0:
                return
            stamp = utc(group.due) if group.due else None
            if group.parent is not None:
                group.parent.expect(stamp)
            yield Haul(visits=(msgspec.structs.replace(group.visit, stamp=stamp),))
            group = group.parent


def _read_list(errand: Errand, response: Response, limit: int) -> Listing:
    """Read a feed or sitemap, whichever was asked for; raises `CollectError` for what is neither or too large."""
    content = gunzip(response.content, limit)
    if errand.kind == "sitemap":
        listing = read_sitemap(content, response.url)
    else:
        listing = read_feed(content, response.url, response.content_type, response.charset)
    if listing is None:
        raise FetchError(f"{errand.url} is no {errand.kind}", subject=errand.url, code=f"not-a-{errand.kind}")
    return listing
