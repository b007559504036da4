"""Learns the weights of the place reader from two public corpora: what is a place, and which place is meant.

    uv run --group dev python training/train_places.py --data DATA [--all]

DATA holds `places/lgl.xml` and `places/GWN.xml`. Articles of even number in each are learned from (all of them with
`--all`). Writes src/jarchi/read/lexicons/any/places_weights.toml: two tables, a weight for each cue by its name.
Newton steps and plain gradient descent with an L2 penalty, no random number: same input, same weights.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "evals"))

from places import articles, kilometres, page_of  # noqa: E402

from jarchi.read import places_resolve, places_weigh  # noqa: E402
from jarchi.read.parts import parts  # noqa: E402
from jarchi.read.places import PlaceReader, choose, senses_of  # noqa: E402
from jarchi.read.places_find import Option  # noqa: E402
from jarchi.read.places_weigh import cues_at  # noqa: E402
from jarchi.regions import load_region  # noqa: E402

OUT = ROOT / "src" / "jarchi" / "read" / "lexicons" / "any" / "places_weights.toml"
SEEN = 5
"""A cue seen fewer times than this has no weight."""

PENALTY, STEPS = 1.0, 8
RIGHT = 100.0
"""Kilometres: nearer than the measure asks, so that the neighbouring village of the same name is wrong."""

FIRST_GUESS = {"size": 1.0, "country": 4.0, "division": 5.0, "country named": 1.0, "division named": 1.0, "near": 3.0}
FIRST_GUESS |= {"near all": 1.0, "a country": 3.0, "a region": 2.0, "a admin1": 1.0, "further name": -2.0}
"""What the rounds of resolving start from; the learned weights replace it."""


def learn_likely(rows: list[tuple[list[str], bool]], penalty: float = PENALTY) -> dict[str, float]:
    """Give the weights of a logistic regression over cues, with `all` for what every row has."""
    counts = Counter(cue for cues, _ in rows for cue in set(cues))
    known = {cue: number for number, cue in enumerate(["all", *sorted(c for c, n in counts.items() if n >= SEEN)])}
    table = np.zeros((len(rows), len(known)))
    for row, (cues, _) in enumerate(rows):
        table[row, [known[cue] for cue in ["all", *cues] if cue in known]] = 1
    right = np.array([float(is_right) for _, is_right in rows])
    weights = np.zeros(len(known))
    for _ in range(STEPS):
        guess = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (guess - right) + penalty * weights
        bend = (table * (guess * (1 - guess))[:, None]).T @ table + penalty * np.eye(len(known))
        weights -= np.linalg.solve(bend, slope)
    return {cue: float(weights[number]) for cue, number in known.items()}


def learn_which(groups: list[list[tuple[dict[str, float], bool]]], penalty: float = 0.1) -> dict[str, float]:
    """Give the weights that make the right one of rivals the likeliest."""
    known = {name: n for n, name in enumerate(sorted({name for group in groups for told, _ in group for name in told}))}
    weights, squares = np.zeros(len(known)), np.full(len(known), 1e-8)
    made = []
    for group in groups:
        table = np.zeros((len(group), len(known)))
        for row, (told, _) in enumerate(group):
            for name, value in told.items():
                table[row, known[name]] = value
        made.append((table, np.array([is_right for _, is_right in group])))
    for _ in range(150):
        slope = penalty * weights
        for table, right in made:
            scores = table @ weights
            shares = np.exp(scores - scores.max())
            shares /= shares.sum()
            among = shares * right
            slope -= table.T @ (among / max(among.sum(), 1e-12) - shares)
        squares += slope**2
        weights -= 0.3 * slope / np.sqrt(squares)
    return {name: float(weights[n]) for name, n in known.items()}


def written(tables: dict[str, dict[str, float]]) -> str:
    """Give the weights as TOML."""
    lines = ["# Learned by training/train_places.py; the cues are named in read/places_weigh.py and places_resolve.py."]
    for title, weights in tables.items():
        lines += ["", f"[{title}]"]
        lines += [f"{quoted(name)} = {weight:.2f}" for name, weight in sorted(weights.items()) if abs(weight) >= 0.05]
    return "\n".join(lines) + "\n"


def quoted(name: str) -> str:
    """Give a TOML key."""
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows_of(read: list[tuple[Any, Any]]) -> list[tuple[list[str], bool]]:
    """Give each candidate's cues and whether the annotators marked it."""
    return [
        (list(cues_at(sight, each)), (sight.units[each.first].start, sight.units[each.last - 1].end) in article.gold)
        for article, sight in read
        for each in sight.candidates
    ]


def rivals_of(read: list[tuple[Any, Any]], reader: PlaceReader) -> list[list[tuple[dict[str, float], bool]]]:
    """Give the features of the places that each name may mean and which of them are right, for names in doubt."""
    groups = []
    for article, sight in read:
        chosen = choose(sight, reader.weighed)
        names, keys = senses_of(sight, chosen)
        places_resolve.resolve(names, None)
        votes = places_resolve.votes_of(names.values(), places_resolve.backing_of(names.values()))
        seen: set[str] = set()
        for each, key in zip(chosen, keys, strict=True):
            point = article.gold.get((sight.units[each.first].start, sight.units[each.last - 1].end))
            options = places_resolve.contained(names[key])
            right = [
                point is not None and option.place.lat is not None and kilometres(point, point_of(option)) <= RIGHT
                for option in options
            ]
            if key not in seen and any(right) and not all(right):
                seen.add(key)
                told = [places_resolve.features(option, names[key], votes, None) for option in options]
                groups.append(list(zip(told, right, strict=True)))
    return groups


def point_of(option: Option) -> tuple[float, float]:
    """Give the point of a place that has one."""
    return option.place.lat or 0.0, option.place.lon or 0.0


def main() -> None:
    """Learn and write both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--all", action="store_true", help="learn from every article")
    options = parser.parse_args()
    region = load_region("central_asia")
    readers, reader = parts(region), PlaceReader(region)
    chosen = [each for each in articles(options.data / "places") if options.all or each.number % 2 == 0]
    read = [(each, reader.sight(page_of(each.text, readers))) for each in chosen]
    tables = {"is_place": learn_likely(rows_of(read)), "which_place": dict(FIRST_GUESS)}
    places_weigh.weights = lambda: tables["is_place"]
    for _ in range(2):
        places_resolve.weights = lambda: tables["which_place"]
        tables["which_place"] = learn_which(rivals_of(read, reader))
    OUT.write_text(written(tables), "utf-8")


if __name__ == "__main__":
    main()
