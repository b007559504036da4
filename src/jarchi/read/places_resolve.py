"""Resolving: which of several places a name means, by the rest of the article; a near tie stays open."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import msgspec

from jarchi.read.gazetteer_file import Entry
from jarchi.read.lexicon import load_lexicon
from jarchi.read.places_find import Candidate, Option

CERTAIN = 0.4
"""The share of likelihood that the best place needs: below it the name stays open."""

RESPELLED = -1.0
"""What a spelling that no list has speaks against a place. Set by hand, less than its country named in the text speaks
for it: the corpora that the weights are learned from hold no such rivals."""

NEAR = 100.0
"""Kilometres at which another place of the page counts for a third."""

ROUNDS = 2
KILOMETRES = 111.2
FAR = 5.0
"""Degrees beyond which a place is not near."""

UNCOUNTED = {"country": 1_000_000, "admin1": 1_000_000, "region": 1_000_000}
"""People that a country or division is taken to have where its size is not known."""

FEW = 8
CLOSE = 20
"""Places are compared with this many others of the page at most."""


class Named(msgspec.Struct):
    """A name with one sense on the page: its candidates' options, its container, how often, and what it means.

    `sides` are the cues of what stands behind it.
    """

    options: tuple[Option, ...]
    container: Entry | None
    count: int
    sides: set[str]
    meant: Entry | None = None
    likely: float = 0.0


class Votes(msgspec.Struct):
    """What the page speaks of: countries and divisions by how often, and the points of the places settled on.

    `backing` tells of each division how many names may mean a place in it, each name counting one in all.
    """

    countries: Counter[str]
    divisions: Counter[str]
    points: list[tuple[float, float]]
    total: float
    backing: Mapping[str, float]


def resolve(names: Mapping[str, Named], home: str | None) -> None:
    """Settle what each name means, in rounds, each in the light of the one before; `home` is the outlet's country."""
    backing = backing_of(names.values())
    for _ in range(ROUNDS if len(names) > 1 else 1):
        votes = votes_of(names.values(), backing)
        settled = [decide(each, votes, home) for each in names.values()]
        for each, (place, likely) in zip(names.values(), settled, strict=True):
            each.meant, each.likely = place, likely


def backing_of(names: Iterable[Named]) -> dict[str, float]:
    """Give, for each division, the names that may mean a place in it, a name in several counting for a part in each."""
    backing: defaultdict[str, float] = defaultdict(float)
    for each in names:
        divisions = divisions_of(each)
        for division in divisions:
            backing[division] += 1 / len(divisions)
    return backing


def divisions_of(each: Named) -> set[str]:
    """Give the divisions in which a name may lie."""
    return {option.place.division for option in each.options if option.place.division}


def votes_of(names: Iterable[Named], backing: Mapping[str, float]) -> Votes:
    """Give what the settled names and the containers of a page say of where it plays.

    An open name speaks for the country that all it may mean lies in.
    """
    votes = Votes(Counter(), Counter(), [], 0.0, backing)
    for each in names:
        place = each.meant or sole(each)
        weight = 1.0 + math.log(each.count)
        if each.container is not None:
            add(votes, each.container, weight)
        if place is not None and not (each.container and place.country != each.container.country):
            add(votes, place, weight)
            is_spot = place.kind in ("city", "admin2", "site") and len(votes.points) < CLOSE
            if is_spot and place.lat is not None and place.lon is not None:
                votes.points.append((place.lat, place.lon))
        elif place is None and len(countries := {option.place.country for option in each.options}) == 1:
            votes.total += weight
            votes.countries[countries.pop()] += weight  # type: ignore[assignment]
    return votes


def add(votes: Votes, place: Entry, weight: float) -> None:
    """Count a place for its country and its division."""
    votes.total += weight
    votes.countries[place.country] += weight  # type: ignore[assignment]
    if place.division:
        votes.divisions[place.division] += weight  # type: ignore[assignment]


def sole(each: Named) -> Entry | None:
    """Give the place of a name that only one can mean, or that a country or division of the first rank bears."""
    places = [option.place for option in each.options]
    return places[0] if len(places) == 1 else None


def decide(each: Named, votes: Votes, home: str | None) -> tuple[Entry | None, float]:
    """Give the place that a name means and how likely; None where no one place is likely enough."""
    fits = foremost(contained(each), votes)
    if not fits:
        return None, 0.0
    if len(fits) == 1:
        return fits[0].place, 1.0
    shares = softmax([score(features(option, each, votes, home)) + RESPELLED * option.is_respelled for option in fits])
    best = max(range(len(fits)), key=lambda index: shares[index])
    return (fits[best].place if shares[best] >= CERTAIN else None), shares[best]


def foremost(options: tuple[Option, ...], votes: Votes) -> tuple[Option, ...]:
    """Give the options worth weighing: the first few, which are the largest, and those in divisions of the page."""
    rest = (option for option in options[FEW:] if votes.divisions.get(option.place.division))
    return (*options[:FEW], *rest)


def contained(each: Named) -> tuple[Option, ...]:
    """Give the options inside the container that stands behind the name; all where none lies there."""
    if each.container is None:
        return each.options
    inside = tuple(option for option in each.options if lies_in(option.place, each.container))
    return inside or each.options


def container(each: Candidate, held: Candidate | None) -> Entry | None:
    """Give the country or division that is meant behind a name: of several the one that holds a place of that name."""
    if held is None:
        return None
    holds = (
        rival.place for rival in held.options if any(lies_in(option.place, rival.place) for option in each.options)
    )
    return next(holds, held.options[0].place if len(held.options) == 1 else None)


def lies_in(place: Entry, container: Entry) -> bool:
    """Tell whether a place lies in a country or division."""
    if place.number == container.number or place.kind == "country":
        return False
    if container.kind == "country":
        return place.country == container.country
    return bool(container.division) and place.division == container.division and place.kind != "admin1"


def features(option: Option, each: Named, votes: Votes, home: str | None) -> dict[str, float]:
    """Give what speaks for one place, by name; what the name itself voted for does not count."""
    place, own = option.place, each.meant
    total = max(votes.total, 1.0)
    mine = 1.0 + math.log(each.count) if own is not None else 0.0
    country = votes.countries[place.country] - (mine if own is not None and own.country == place.country else 0)
    division = votes.divisions[place.division] - (mine if own is not None and own.division == place.division else 0)
    told = {
        f"a {place.kind}": 1.0,
        "size": math.log10((place.population or UNCOUNTED.get(place.kind, 0)) + 1),
        "further name": float(option.is_alias),
        "capital": float(place.is_capital),
        "of the region": float(option.is_ours),
        "country": country / total,
        "division": division / total if place.division else 0.0,
        "country named": float(country > 0),
        "division named": float(bool(place.division) and division > 0),
        "home": float(home is not None and home == place.country),
        "division backed": math.log1p(backed(place, each, votes)),
        **{f"a {place.kind} {side}": 1.0 for side in each.sides},
    }
    if place.lat is not None and place.lon is not None:
        across = math.cos(math.radians(place.lat))
        closest = [
            nearness(lat - place.lat, (lon - place.lon) * across)
            for lat, lon in votes.points
            if own is None or lat != own.lat or lon != own.lon
        ]
        told["near"] = max(closest, default=0.0)
        told["near all"] = sum(closest) / max(len(closest), 1)
    return told


def backed(place: Entry, each: Named, votes: Votes) -> float:
    """Give how many other names may lie in the division of a place."""
    if not place.division:
        return 0.0
    return max(votes.backing.get(place.division, 0.0) - 1 / max(len(divisions_of(each)), 1), 0.0)


def nearness(north: float, east: float) -> float:
    """Give how near two points are, 1 to 0, by the degrees between them on a flat map: far ones are 0 anyway."""
    if abs(north) > FAR or abs(east) > FAR:
        return 0.0
    return math.exp(-KILOMETRES * math.hypot(north, east) / NEAR)


@cache
def weights() -> dict[str, float]:
    """Give the weight of each feature, learned by training/train_places.py."""
    found: dict[str, float] = load_lexicon("any", "places_weights").get("which_place", {})
    return found


def score(told: Mapping[str, float]) -> float:
    """Give the weighted sum of features."""
    table = weights()
    return sum(table.get(name, 0.0) * value for name, value in told.items())


def softmax(scores: Sequence[float]) -> list[float]:
    """Give the shares of likelihood of rivals with these scores."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def grouped(chosen: Sequence[tuple[Candidate, Entry | None, set[str]]]) -> tuple[dict[str, Named], list[str]]:
    """Give the names of a page by their key, and the key of each candidate: one sense for a name, unless its container
    differs. A name without a container takes that of its namesake."""
    containers: defaultdict[str, list[Entry]] = defaultdict(list)
    for each, container, _ in chosen:
        if container is not None:
            containers[each.key].append(container)
    names: dict[str, Named] = {}
    keys = []
    for each, container, sides in chosen:
        meant = container or next(iter(containers[each.key]), None)
        key = f"{each.key}|{meant.number}" if meant else each.key
        keys.append(key)
        if key in names:
            names[key].count += 1
            names[key].sides |= sides
        else:
            names[key] = Named(each.options, meant, 1, sides)
    return names, keys
