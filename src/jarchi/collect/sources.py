"""Whose article it is: the known source that fits, or a new one that nobody has graded yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jarchi.collect.addresses import host_of, is_web
from jarchi.records.articles import digest
from jarchi.records.sources import Source

NOT_GRADED = "not graded yet"
LONGEST_SLUG = 60
_GAPS = re.compile(r"[\W_]+")


class SourceBook:
    """The sources known so far. It grows as new ones are met, and never grades one."""

    def __init__(self, known: Iterable[Source] = ()) -> None:
        self._ids: dict[str, Source] = {}
        self._names: dict[str, set[str]] = {}
        self._domains: dict[str, set[str]] = {}
        for source in known:
            self._enter(source)

    def attribute(self, name: str | None, url: str | None, place: str) -> tuple[str, Source | None]:
        """Give the id of the source of an article, and the source itself where it had to be made up now.

        In order: `name` as a known id, name or domain; the host of `url` as a known domain or part of one; a new
        source for `name`, for the host, or for `place`, the input that the file came from. A name or domain that
        two sources share fits neither.
        """
        name = (name or "").strip()
        known = self._by_name(name) or self._by_host(host_of(url) if url else "")
        if known:
            return known, None
        made = _make(name, url if url and is_web(url) else None, place)
        if made.id in self._ids:
            return made.id, None
        self._enter(made)
        return made.id, made

    def _by_name(self, name: str) -> str | None:
        if not name:
            return None
        if name in self._ids:
            return name
        named = _only(self._names.get(name.casefold()))
        if named:
            return named
        host = host_of(name if "://" in name else f"https://{name}") if "." in name else ""
        return self._by_host(host)

    def _by_host(self, host: str) -> str | None:
        while host:
            if host in self._domains:
                return _only(self._domains[host])
            host = host.partition(".")[2]
        return None

    def _enter(self, source: Source) -> None:
        self._ids[source.id] = source
        self._names.setdefault(source.name.casefold(), set()).add(source.id)
        for domain in source.domains:
            self._domains.setdefault(domain.lower().removeprefix("www."), set()).add(source.id)


def _only(ids: set[str] | None) -> str | None:
    return next(iter(ids)) if ids and len(ids) == 1 else None


def _make(name: str, url: str | None, place: str) -> Source:
    if name:
        return Source(id=f"named:{_slug(name)}", name=name[:200], reason=NOT_GRADED)
    if url:
        host = host_of(url)
        return Source(id=f"host:{host}", name=host, reason=NOT_GRADED, domains=(host,))
    return Source(id=f"local:{place}", name=place, reason=NOT_GRADED)


def _slug(name: str) -> str:
    slug = _GAPS.sub("-", name.casefold()).strip("-")
    return slug if 0 < len(slug) <= LONGEST_SLUG else f"{slug[:LONGEST_SLUG]}-{digest(name)}".lstrip("-")
