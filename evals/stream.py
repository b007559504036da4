"""A synthetic stream of news: as many made-up articles as wanted, the same for the same seed.

Sentences are filled from templates with the region pack's actors and places, so that every reader has work to do;
term and story sizes follow a heavy tail, as in news: most happenings have one article, a few have many, and about a
fifth of the articles are reprints. Nobody should take a line of it for news: outlets and urls are under `.example`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from jarchi.regions import load_region

OUTLETS = [f"Stream Outlet {number}" for number in range(1, 41)]
LEADS = [
    "{actor} said on {day} that {number} {things} would be sent to {place}.",
    "{actor} met officials in {place} on {day} to discuss {topic}.",
    "Police in {place} detained {number} people after a rally over {topic}, {actor} said.",
    "{actor} accused neighbours of ignoring {topic} in {place}.",
    "Work on {topic} near {place} will cost ${number} million, according to {actor}.",
]
BODIES = [
    "The work near {place} began in {year} and has been delayed because of {topic}.",
    "About {share} percent of the {things} come from {place}, officials said.",
    "{actor} denied that {topic} had been raised.",
    "Residents of {place} said they had heard nothing about {topic}.",
    "It was not possible to verify the number of {things} independently.",
    "{actor} promised to return to {topic} by the end of the year.",
    "More than {number} {things} were counted in {place}, up from {small} a year earlier.",
    "The talks on {topic} in {place} followed a visit by {actor}.",
    "A report on {topic} was published, and the {things} were left out of it.",
]
TOPICS = [
    f"{kind} {matter}"
    for kind in ["border", "water", "gas", "grain", "labour", "rail", "school", "health", "power", "customs", "land"]
    for matter in ["security", "prices", "supplies", "reform", "repairs", "rights", "permits", "safety", "debts"]
]
THINGS = ["workers", "trucks", "schools", "families", "patients", "farmers", "voters", "engineers", "houses", "cars"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def stream(
    count: int, *, seed: int = 7, start: datetime = datetime(2024, 1, 1, tzinfo=UTC)
) -> Iterator[dict[str, str]]:
    """Give `count` articles in order of publication, about 400 a day, as `jarchi add` takes them."""
    chance = random.Random(seed)
    region = load_region("central_asia")
    actors = [actor.name for actor in region.actors]
    places = [place.name for place in region.places if place.population > 50_000]
    recent: list[tuple[str, list[str]]] = []
    for number in range(count):
        moment = start + timedelta(minutes=3.6 * number)
        if recent and chance.random() < 0.2:
            title, sentences = chance.choice(recent)
        else:
            title, sentences = _report(chance, actors, places)
            recent = [*recent[-200:], (title, sentences)]
        yield {
            "id": f"a{number}",
            "url": f"https://outlet-{number % 40}.example/{number}",
            "source": OUTLETS[number % 40],
            "title": title,
            "published": moment.strftime("%Y-%m-%dT%H:%M:%S+05:00"),
            "text": "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3)),
        }


def _report(chance: random.Random, actors: list[str], places: list[str]) -> tuple[str, list[str]]:
    words = {
        "actor": chance.choice(actors),
        "place": chance.choice(places),
        "topic": chance.choice(TOPICS),
        "things": chance.choice(THINGS),
        "day": chance.choice(DAYS),
        "year": str(chance.randint(2005, 2023)),
    }
    sentences = []
    for template in [chance.choice(LEADS), *(chance.choice(BODIES) for _ in range(chance.randint(8, 20)))]:
        numbers = {
            "number": f"{chance.randint(20, 9000):,}",
            "share": str(chance.randint(2, 90)),
            "small": str(chance.randint(2, 19)),
        }
        if chance.random() < 0.3:
            words["actor"] = chance.choice(actors)
        sentences.append(template.format(**words, **numbers))
    return f"{words['actor']} on {words['topic']} in {words['place']}", sentences


if __name__ == "__main__":
    import sys

    for article in stream(int(sys.argv[1])):
        sys.stdout.write(json.dumps(article, ensure_ascii=False) + "\n")
