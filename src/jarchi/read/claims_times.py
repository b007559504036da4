"""When something was said and when what is said happened, told apart by where a date stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from jarchi.read.page import Page
from jarchi.records.readings import Claim, DateMention, Event
from jarchi.records.spans import Span

BESIDE = 40
"""Code points between a cue and the date of the saying: "said on Tuesday", "said in a statement on Tuesday"."""


def is_day(date: DateMention) -> bool:
    """Tell whether a mention can date something: a day, a time of a day, or a longer time that is resolved."""
    return bool(date.value) and (date.kind == "date" or (date.kind == "time" and "-" in str(date.value)))


def day_of(date: DateMention) -> str | None:
    """Give the EDTF value of a date, of a time of day its day."""
    return date.value.split("T")[0] if date.value else None


def timed(page: Page, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims with the day on which each was said and the one on which what it tells happened, where told.

    A date of the cue's sentence that stands beside the cue and in no content of the claim is that of saying; one in its
    content is that of what happened, where it is the only one. Publication is neither.
    """
    dates = [date for date in page.dates if is_day(date)]
    if not dates:
        return tuple(claims)
    starts = [date.span.start for date in dates]
    sayings = [saying_of(page, claim, dates, starts) for claim in claims]
    said = {date.span for date in sayings if date}
    return tuple(
        replace(claim, said=day_of(saying) if saying else None, date=told_in(claim.content, dates, starts, said))
        for claim, saying in zip(claims, sayings, strict=True)
    )


def sayings_on(page: Page) -> dict[Span, Span]:
    """Give the dates on which claims of a page were made, each with the cue that it stands beside."""
    dates = [date for date in page.dates if is_day(date)]
    starts = [date.span.start for date in dates]
    sayings = ((saying_of(page, claim, dates, starts), claim) for claim in page.claims)
    return {date.span: claim.cue[0] for date, claim in sayings if date}


def saying_of(page: Page, claim: Claim, dates: Sequence[DateMention], starts: Sequence[int]) -> DateMention | None:
    """Give the date that stands beside a claim's cue, in its sentence and outside of its content and source."""
    if not claim.cue:
        return None
    cue, barred = claim.cue[0], (*claim.content, *claim.source)
    sentence = sentence_at(page.sentences, cue.start)
    near = dates[bisect_left(starts, max(sentence.start, cue.start - BESIDE - 20)) : bisect_left(starts, sentence.end)]
    fits = [
        date
        for date in near
        if apart(date.span, cue) <= BESIDE and not any(span.overlaps(date.span) for span in barred)
    ]
    return min(fits, key=lambda date: (apart(date.span, cue), date.span), default=None)


def sentence_at(sentences: Sequence[Span], offset: int) -> Span:
    """Give the sentence that an offset lies in; an empty span where it lies in none."""
    index = bisect_right(sentences, offset, key=lambda span: span.start) - 1
    return sentences[index] if index >= 0 else Span(offset, offset)


def told_in(
    content: Iterable[Span], dates: Sequence[DateMention], starts: Sequence[int], said: set[Span]
) -> str | None:
    """Give the one day that is told inside a content, but for those on which another claim in it was made."""
    days = {
        day_of(date)
        for span in content
        for date in dates[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        if date.span.end <= span.end and date.span not in said
    }
    return days.pop() if len(days) == 1 else None


def apart(one: Span, two: Span) -> int:
    """Give the code points between two spans."""
    return max(one.start - two.end, two.start - one.end, 0)


def with_sayings(events: Sequence[Event], claims: Sequence[Claim]) -> tuple[Event, ...]:
    """Give the events, each with the day on which the innermost claim that tells it was made."""
    told = sorted((span, claim.said) for claim in claims if claim.said for span in claim.content)
    if not told:
        return tuple(events)
    return tuple(replace(event, said=saying_day(event.trigger[0], told)) for event in events)


NESTED = 8
"""Claims around a trigger that are looked at; no text nests more."""


def saying_day(trigger: Span, told: Sequence[tuple[Span, str | None]]) -> str | None:
    """Give the day of the innermost content that covers a trigger."""
    last = bisect_left(told, trigger.start + 1, key=lambda each: each[0].start)
    holders = [day for span, day in told[max(0, last - NESTED) : last] if span.covers(trigger)]
    return holders[-1] if holders else None
