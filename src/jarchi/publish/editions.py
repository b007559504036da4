"""Editions: through which lens and for which days a bulletin is made."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, Protocol

import msgspec

from jarchi.errors import SettingsError
from jarchi.publish.addresses import slug
from jarchi.publish.ports import ALWAYS
from jarchi.records.regions import Lens, Period, Region

Kind = Literal["bulletin", "review"]


class Edition(msgspec.Struct, frozen=True):
    """A bulletin that is wanted: a lens, a first and a last day, both inside, in UTC; a review tells of threads."""

    lens: Lens
    first: date
    last: date
    kind: Kind = "bulletin"

    @property
    def id(self) -> str:
        """Give the id of the edition, the same in every run."""
        return f"{self.lens.id}/{self._days}"

    @property
    def folder(self) -> str:
        """Give the folder of the edition inside the site."""
        return f"bulletins/{slug(self.lens.id)}/{self._days}"

    @property
    def _days(self) -> str:
        days = f"{self.first.isoformat()}--{self.last.isoformat()}"
        return f"review-{days}" if self.kind == "review" else days

    @property
    def bounds(self) -> tuple[str, str]:
        """Give the moments `[first, last)` that the edition covers, ISO 8601 in UTC."""
        return bounds_of(self.first, self.last)


def bounds_of(first: date | None, last: date | None) -> tuple[str, str]:
    """Give the moments `[first, last)` of the days from first to last, both inside; an end that is None stays open."""
    begins = f"{first.isoformat()}T00:00:00Z" if first else ALWAYS[0]
    if last is None:
        return begins, ALWAYS[1]
    return begins, "9999-12-31T23:59:60Z" if last == date.max else f"{last + timedelta(days=1)}T00:00:00Z"


class Named(Protocol):
    """A bulletin that the settings name outright."""

    @property
    def lens(self) -> str:
        """Give the id of its lens."""
        ...

    @property
    def from_(self) -> date:
        """Give its first day."""
        ...

    @property
    def to(self) -> date:
        """Give its last day."""
        ...

    @property
    def kind(self) -> Kind:
        """Tell whether it is a review."""
        ...


class Wanted(Protocol):
    """What the settings of a workspace say of editions."""

    @property
    def lenses(self) -> Sequence[str]:
        """Give the lenses to publish; none means all of the pack's."""
        ...

    @property
    def period(self) -> Period | None:
        """Give the period that overrides the lenses' own."""
        ...

    @property
    def reviews(self) -> Sequence[Period]:
        """Give the periods that are told in review too."""
        ...

    @property
    def bulletins(self) -> Sequence[Named]:
        """Give the bulletins named outright; where there are any, no others are made."""
        ...


def editions(region: Region, wanted: Wanted, days: Iterable[str]) -> tuple[Edition, ...]:
    """Give the editions to publish, by last day and then in the order of the lenses.

    `days` are the days (`YYYY-MM-DD`) on which there was news; a period without any has no edition. Raises
    `SettingsError` where the settings name a lens that the pack does not have.
    """
    lenses = {lens.id: lens for lens in region.lenses}
    for id in (*wanted.lenses, *(named.lens for named in wanted.bulletins)):
        if id not in lenses:
            raise SettingsError(f"There is no lens {id!r}; the pack {region.id} has {', '.join(lenses)}.", subject=id)
    if wanted.bulletins:
        found = {Edition(lenses[named.lens], named.from_, named.to, named.kind): None for named in wanted.bulletins}
    else:
        chosen = [lenses[id] for id in wanted.lenses] or list(region.lenses)
        known = sorted({date.fromisoformat(day[:10]) for day in days})
        found = {Edition(lens, *period(wanted.period or lens.period, day)): None for lens in chosen for day in known}
        found |= {
            Edition(lens, *period(length, day), "review"): None
            for length in wanted.reviews
            for lens in chosen
            for day in known
        }
    return tuple(sorted(found, key=lambda edition: edition.last))


def period(kind: Period, day: date) -> tuple[date, date]:
    """Give the first and last day of the day, ISO week, month, quarter or year that `day` lies in."""
    if kind == "day":
        return day, day
    if kind == "week":
        monday = max(day.toordinal() - day.weekday(), 1)
        return date.fromordinal(monday), date.fromordinal(min(monday + 6, date.max.toordinal()))
    months = {"month": 1, "quarter": 3, "year": 12}[kind]
    opening = (day.month - 1) // months * months + 1
    closing = opening + months - 1
    last = calendar.monthrange(day.year, closing)[1]
    return date(day.year, opening, 1), date(day.year, closing, last)
