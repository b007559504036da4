"""Coverage: which sources answered in a period and which were silent; what could not be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from jarchi.records.bulletins import Coverage, Unread
from jarchi.records.issues import Issue
from jarchi.records.regions import Region
from jarchi.records.sources import Source

EVERYWHERE = "Elsewhere"


def coverage(
    region: Region, sources: Sequence[Source], answered: Mapping[str, int], active: Collection[str]
) -> tuple[Coverage, ...]:
    """Give, by country in the pack's order, how many of the active sources brought articles, and name the silent.

    Core countries stand there even with no source at all, since that too is a gap. Sources of no country of the
    region come last, together.
    """
    counted = set(active) | {id for id, articles in answered.items() if articles}
    places: dict[str | None, list[Source]] = {country.code: [] for country in region.countries}
    for source in sources:
        if source.id in counted:
            places.setdefault(source.country if source.country in places else None, []).append(source)
    names = {country.code: country.name for country in region.countries}
    core = {country.code for country in region.countries if country.core}
    return tuple(
        Coverage(
            country=code,
            name=names[code] if code else EVERYWHERE,
            sources=len(found),
            answered=sum(bool(answered.get(source.id)) for source in found),
            silent=tuple(sorted(source.name for source in found if not answered.get(source.id))),
            articles=sum(answered.get(source.id, 0) for source in found),
        )
        for code, found in places.items()
        if found or code in core
    )


def unread(issues: Iterable[Issue]) -> tuple[Unread, ...]:
    """Give what failed or was set aside, by reason, the most frequent first; `message` is one example's."""
    counts: Counter[str] = Counter()
    examples: dict[str, Issue] = {}
    for issue in issues:
        if issue.outcome != "note" and issue.stage != "publish":
            counts[issue.code] += 1
            examples[issue.code] = min(
                examples.get(issue.code, issue), issue, key=lambda entry: (entry.subject, entry.message)
            )
    return tuple(
        Unread(code, counts[code], examples[code].message)
        for code in sorted(counts, key=lambda code: (-counts[code], code))
    )
