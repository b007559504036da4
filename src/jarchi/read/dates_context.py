"""What a date is reckoned from: the day of publication, the dates told before in the text, the tense around it."""

from __future__ import annotations

import datetime
import re
from functools import cache

import msgspec

from jarchi.read.dates_grammar import words_pattern
from jarchi.read.dates_timex import first_day, unit_of
from jarchi.read.lexicon import load_lexicon
from jarchi.records.readings import DateMention
from jarchi.records.spans import Span

FUTURE_BEFORE = 80
FUTURE_AFTER = 40
"""Code points before and behind a mention within which a word of the future turns it to the future."""

OPENING = 16
"""Code points at the opening of a sentence in which a date is of the whole sentence, a comma behind it or not."""

CLOSE = 16
"""Code points before a mention in which a word of the past holds it, whatever comes behind ("said on Tuesday")."""

REACH = 3
"""Sentences within which a quarter told before is what "a year earlier" is compared with."""


class Context(msgspec.Struct, frozen=True):
    """The day of publication, and values of the text so far: its last date, its last quarter and where that stood.

    `day` is None where it is not known; `sentence` is the index of the sentence that is being read.
    """

    day: datetime.date | None
    last: str | None = None
    quarter: str | None = None
    quarter_at: int = 0
    sentence: int = 0

    def after(self, mention: DateMention) -> Context:
        """Give the context behind a mention."""
        timex = mention.timex
        if not timex or mention.kind not in {"date", "time"} or not first_day(timex):
            return self
        if unit_of(timex) == "quarter":
            return msgspec.structs.replace(self, last=timex, quarter=timex, quarter_at=self.sentence)
        return msgspec.structs.replace(self, last=timex.split("T")[0])

    @property
    def near_quarter(self) -> str | None:
        """Give the quarter that was told in this sentence or one of the few before."""
        return self.quarter if self.quarter and self.sentence - self.quarter_at < REACH else None


@cache
def tense(language: str, name: str) -> re.Pattern[str]:
    """Give the pattern of the words that turn what follows to the "future" or the "past"."""
    words = load_lexicon(language, "dates").get(name, [])
    phrases = (r"\s{1,2}".join(words_pattern(word) for word in phrase.split(" ")) for phrase in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases) or '(?!)'})(?!\w)", re.IGNORECASE)


def looks_ahead(text: str, sentence: Span, mention: Span, language: str) -> bool:
    """Tell whether what is said of the time at `mention` is still to come.

    So it is where a word of the future stands before it with none of the past between, or right behind it.
    """
    future, past = tense(language, "future"), tense(language, "past")
    before = text[max(sentence.start, mention.start - FUTURE_BEFORE) : mention.start]
    cues = list(future.finditer(before))
    if cues:
        return not past.search(before, cues[-1].end())
    if past.search(before, max(0, len(before) - CLOSE)):
        return False
    after = text[mention.end : min(sentence.end, mention.end + FUTURE_AFTER)]
    cue = future.search(after)
    if not cue or past.search(after, 0, cue.start()):
        return False
    return mention.start - sentence.start < OPENING or "," not in after[: cue.start()]
