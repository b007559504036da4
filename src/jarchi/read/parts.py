"""The parts that a reader is made of: put a better one here and it takes the place of the old everywhere."""

from __future__ import annotations

from dataclasses import dataclass

from jarchi.read.claims import ClaimReader
from jarchi.read.dates import DateReader
from jarchi.read.encoder import Tagger
from jarchi.read.events import EventReader
from jarchi.read.figures import FigureReader
from jarchi.read.gazetteer import Gazetteer
from jarchi.read.language import LanguageReader
from jarchi.read.names import NameReader
from jarchi.read.page import Part
from jarchi.read.places import PlaceReader
from jarchi.read.relations import TieReader
from jarchi.read.sentences import SentenceReader
from jarchi.records.readings import Claim, DateMention, Event, Figure, Name, PlaceMention, Tie
from jarchi.records.regions import Region
from jarchi.records.spans import Span


@dataclass(frozen=True)
class Parts:
    """One reader behind each port, in the order in which they run; each sees what those before it found."""

    language: Part[str]
    sentences: Part[Span]
    tags: Tagger
    names: Part[Name]
    places: Part[PlaceMention]
    dates: Part[DateMention]
    figures: Part[Figure]
    claims: Part[Claim]
    events: Part[Event]
    relations: Part[Tie]


def parts(region: Region) -> Parts:
    """Give the parts that ship with jarchi, made for `region`."""
    gazetteer = Gazetteer(region)
    return Parts(
        language=LanguageReader(),
        sentences=SentenceReader(),
        tags=Tagger(),
        names=NameReader(region, gazetteer),
        places=PlaceReader(region, gazetteer),
        dates=DateReader(),
        figures=FigureReader(),
        claims=ClaimReader(region),
        events=EventReader(region),
        relations=TieReader(),
    )
