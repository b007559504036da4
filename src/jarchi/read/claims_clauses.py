"""Clauses: who stands as the subject of a cue, and how far what is said reaches, told by marks and small words."""

from __future__ import annotations

from functools import cached_property

import msgspec

from jarchi.read.claims_cues import Cue, CueLexicon
from jarchi.read.quotes import find_quotes
from jarchi.read.words import Words
from jarchi.records.spans import Span

LONGEST_PHRASE = 28
LONG_CLAUSE = 5
LONGEST_ASIDE = 40
LONGEST_MODIFIER = 14
STOPS = frozenset(".!?…")
CLOSING = frozenset("”»\"'’“")
DASHES = frozenset("—–-")


class Range(msgspec.Struct, frozen=True):
    """Tokens `[first, last)`."""

    first: int
    last: int


class Clauses:
    """The clauses of one page: all questions about subjects and contents are put to it, by token index."""

    def __init__(self, words: Words, lexicon: CueLexicon) -> None:
        self.words = words
        self.lower = words.lower
        self.lexicon = lexicon
        self.quotes = find_quotes(words.text)

    @cached_property
    def quoted(self) -> list[Span | None]:
        """Give, for each token, the quotation that holds it."""
        found: list[Span | None] = []
        at = 0
        for token in self.words.tokens:
            while at < len(self.quotes) and self.quotes[at].end <= token.start:
                at += 1
            inside = at < len(self.quotes) and self.quotes[at].start <= token.start
            found.append(self.quotes[at] if inside else None)
        return found

    @cached_property
    def known(self) -> dict[int, int]:
        """Give, for the first token of each place or date on the page, the token after it."""
        page = self.words.page
        return self.tokens_of([*(place.span for place in page.meant_places), *(date.span for date in page.dates)])

    @cached_property
    def named(self) -> dict[int, int]:
        """Give, for the first token of each name on the page, the token after it."""
        return self.tokens_of([name.span for name in self.words.page.names])

    def tokens_of(self, spans: list[Span]) -> dict[int, int]:
        """Give, for the first token of each span, the token after it."""
        starts, ends = self.words.forms.starts, self.words.forms.ends
        return {starts[span.start]: ends[span.end] for span in spans if span.start in starts and span.end in ends}

    def has(self, name: str, index: int) -> bool:
        """Tell whether the word at `index` is in the lexicon's list of this name."""
        return self.lexicon.has(name, self.lower[index])

    def is_verbal(self, first: int, last: int) -> bool:
        """Tell whether tokens `[first, last)` hold a word that looks like a finite verb."""
        return any(
            self.has("verbish", index)
            or (self.words.is_word(index) and self.lower[index].endswith(self.lexicon.verb_endings))
            or self.lower[index] in self.lexicon.verb_forms
            for index in range(first, last)
        )

    # -- subjects -----------------------------------------------------------------------------------------------

    def subject_before(self, end: int, floor: int) -> Range | None:
        """Give the subject that ends before token `end`, asides included ("Aliyev, the minister,"); None if unsure."""
        end = self.without_time(end, floor)
        if end <= floor:
            return None
        if self.lower[end - 1] in self.lexicon.lists["group_pronouns"]:
            return Range(end - 1, end)
        if self.has("relatives", end - 1):
            end -= 2 if end - 2 > floor and self.lower[end - 2] == "," else 1
        if self.lower[end - 1] in (",", ")"):
            head = self.before_aside(end - 1, floor)
            first = self.phrase_start(head, floor) if head is not None else None
            return Range(first, end) if first is not None else None
        for start in range(max(floor, end - 7), end - 1):
            if self.is_body_in(start, end):
                return Range(start + 1, end)
        first = self.phrase_start(end, floor)
        return Range(first, end) if first is not None else None

    def is_body_in(self, start: int, end: int) -> bool:
        """Tell whether "в МВД Кыргызстана" stands at tokens `[start, end)`: a body named as where it was said."""
        if not self.has("locative_sources", start):
            return False
        return self.has("bodies", start + 1) or (self.named.get(start + 1) == end and start + 1 not in self.known)

    def without_time(self, end: int, floor: int) -> int:
        """Give the end of a subject without the day behind it: "the ministry on Tuesday"."""
        for start in range(max(floor, end - 4), end):
            if self.known.get(start) == end and start > floor and self.has("prepositions", start - 1):
                return start - 1 if self.lower[start - 1] in ("on", "in") and self.is_time(start) else end
        if end - 1 > floor and self.has("times", end - 1):
            return end - 2 if self.lower[end - 2] == "on" else end - 1
        return end

    def is_time(self, index: int) -> bool:
        """Tell whether a date starts at token `index`."""
        return self.has("times", index) or any(
            date.span.start == self.words.start(index) for date in self.words.page.dates
        )

    def before_aside(self, closing: int, floor: int) -> int | None:
        """Give the token at which the aside opened that the comma or bracket at `closing` closes."""
        opening = "(" if self.lower[closing] == ")" else ","
        for index in range(closing - 1, max(floor, closing - LONGEST_ASIDE), -1):
            if self.lower[index] in (";", ":", "”", "»"):
                return None
            if self.lower[index] != opening or index == floor:
                continue
            is_age = self.words.tokens[index - 1].kind == "number"
            if not is_age and self.is_aside(index + 1, closing):
                return index
        return None

    def is_aside(self, first: int, last: int) -> bool:
        """Tell whether tokens `[first, last)` can stand between commas behind a name."""
        if first >= last:
            return False
        if self.words.tokens[first].kind == "number":
            return last == first + 1 or self.lower[first + 1] == ","
        is_named = self.words.written[first][0].isupper()
        return is_named or self.has("asides", first) or self.has("determiners", first) or self.has("relatives", first)

    def phrase_start(self, end: int, floor: int) -> int | None:
        """Give the start of the noun phrase before token `end`; None where what stands there is no such phrase."""
        start, has_verb = end, False
        for index in range(end - 1, max(floor - 1, end - LONGEST_PHRASE), -1):
            if self.has("relatives", index):
                has_verb = False
            elif not self.is_inside_phrase(index, end):
                break
            elif self.has("verbish", index) and not self.is_of_name(index):
                has_verb = True
            start = index
        start = self.without_openers(start, end)
        if has_verb or start >= end or self.lower[start].endswith("ly"):
            return None
        return start

    def is_of_name(self, index: int) -> bool:
        """Tell whether a word has a capital, as in a name."""
        return self.words.written[index][0].isupper()

    def is_inside_phrase(self, index: int, end: int) -> bool:
        """Tell whether token `index` can stand inside a noun phrase that ends at `end`."""
        word = self.lower[index]
        if self.quoted[index] is not None and self.quoted[index] != self.quoted[end - 1]:
            return False
        if word in self.lexicon.lists["joiners_of_sources"]:
            return self.joins_sources(index, end)
        if word in self.lexicon.lists["barriers"]:
            return False
        if self.words.is_word(index) or self.words.tokens[index].kind == "number":
            return True
        if word == "." and index + 1 < end:
            return self.words.written[index - 1][0].isupper() and len(self.lower[index - 1]) <= 4
        return word in "&%$'’-/"

    def joins_sources(self, index: int, end: int) -> bool:
        """Tell whether "and" at `index` joins two names or two of a kind, not two clauses."""
        if index == 0 or index + 1 >= end or not self.words.is_word(index - 1):
            return False
        before, after = self.words.written[index - 1], self.words.written[index + 1]
        both_capital = before[0].isupper() and after[0].isupper()
        return both_capital or (before[0].islower() and after[0].islower() and not self.has("pronouns", index + 1))

    def without_openers(self, start: int, end: int) -> int:
        """Give the start of a subject behind "But", "In Almaty", "On Tuesday"; the end where it is all such words."""
        while start < end:
            if self.has("openers", start) or self.has("times", start) or not self.words.is_word(start):
                start = self.known.get(start, start + 1)
            elif start in self.known and self.is_time(start):
                start = self.known[start]
            elif self.has("prepositions", start):
                start = self.after_preposition(start, end)
            else:
                break
        return min(start, end)

    def after_preposition(self, start: int, end: int) -> int:
        """Give the token after "in Almaty", "on Tuesday", "in a statement"; `end` where the phrase has no clear end."""
        for index in range(start + 1, min(end, start + 6)):
            if index in self.known:
                return self.known[index]
            if (self.has("occasions", index) or self.has("times", index)) and not (
                index + 1 < end and (self.has("occasions", index + 1) or self.has("times", index + 1))
            ):
                return index + 1
        return end

    def subject_after(self, start: int, last: int) -> Range | None:
        """Give the noun phrase behind an inverted cue: "said Aliyev, the minister for trade"."""
        start += start + 1 < last and self.has("locative_sources", start) and start + 1 not in self.known
        end, has_aside = start, False
        while end < min(last, start + LONGEST_PHRASE):
            word = self.lower[end]
            if self.quoted[end] is not None or word in (";", ":") or word in DASHES:
                break
            if word in STOPS and not self.is_dotted(end, last):
                break
            if word == "," and not self.opens_aside(end, last):
                break
            has_aside = has_aside or word == ","
            if end > start and not has_aside and (self.has("inverted_stops", end) or self.is_timed(end, last)):
                break
            end += 1
        if end == start or not self.can_be_source(start, end) or self.is_verbal_phrase(start, end):
            return None
        return Range(start, end - 1 if self.lower[end - 1] == "," else end)

    def is_dotted(self, index: int, last: int) -> bool:
        """Tell whether a full stop belongs to an initial or a title inside a name."""
        return index + 1 < last and len(self.lower[index - 1]) <= 4 and self.words.written[index + 1][0].isupper()

    def opens_aside(self, index: int, last: int) -> bool:
        """Tell whether the comma at `index` opens an aside that tells who the person before it is."""
        after = index + 1
        return after < last and not self.has("stops", after) and self.is_aside(after, last)

    def is_timed(self, index: int, last: int) -> bool:
        """Tell whether "on Tuesday", "in a statement" or a day starts at token `index`."""
        if self.has("times", index):
            return True
        near = range(index + 1, min(index + 4, last))
        return self.has("prepositions", index) and any(
            self.has("times", at) or self.has("occasions", at) or self.has("listeners", at) for at in near
        )

    def can_be_source(self, start: int, end: int) -> bool:
        """Tell whether tokens `[start, end)` can name somebody who speaks."""
        if not self.words.is_word(start) or self.has("prepositions", start) or self.has("stops", start):
            return False
        return not self.has("that", start) and not self.has("barriers", start)

    def is_verbal_phrase(self, start: int, end: int) -> bool:
        """Tell whether a phrase before its first comma holds a finite verb, and so is a clause."""
        for index in range(start, end):
            if self.lower[index] == "," or self.has("relatives", index):
                return False
            if self.has("verbish", index) and not self.is_of_name(index):
                return True
        return False

    def opening_subject(self, first: int, last: int) -> Range | None:
        """Give the subject that opens a sentence, up to its first verb: for "..., saying that" and "... and said"."""
        start = self.without_openers(first, last)
        if start < last and self.lower[start] == "," and start + 1 < last:
            start = self.without_openers(start + 1, last)
        for index in range(start, min(last, start + 14)):
            if self.is_verbal(index, index + 1) and not self.is_of_name(index):
                return Range(start, index) if index > start and self.can_be_source(start, index) else None
            if not (self.words.is_word(index) or self.lower[index] in ".-&"):
                return None
        return None

    # -- contents -----------------------------------------------------------------------------------------------

    def content_after(self, cue: Cue, last: int) -> Range | None:
        """Give what is said behind a cue in the same sentence, the word "that" included; None where nothing is."""
        start = cue.last
        end = self.content_end(start, last)
        if end <= start:
            return None
        for look in (self.said_content, self.taken_content):
            found = look(cue, start, end)
            if found:
                return found
        return None

    def content_end(self, start: int, last: int) -> int:
        """Give where what is said from `start` on ends: the sentence's end, another source, a participle."""
        end = last
        while end > start and self.lower[end - 1] in STOPS and self.quoted[end - 1] is None:
            end -= 1
        for index in range(start, end):
            if self.quoted[index] is not None:
                continue
            if self.lower[index] == ";":
                return index
            after = index + 1
            is_comma = self.lower[index] == "," and after < end
            if is_comma and (self.has("stops", after) or self.starts_phrase(after)):
                return index
        return end

    def starts_phrase(self, index: int) -> bool:
        """Tell whether a phrase like "according to" starts at token `index`."""
        return any(tuple(self.lower[index : index + len(phrase)]) == phrase for phrase in self.lexicon.according)

    def has_that(self, start: int, end: int) -> bool:
        """Tell whether "that" stands within reach behind a cue."""
        return any(self.has("that", index) for index in range(start, min(end, start + LONGEST_MODIFIER)))

    def said_content(self, cue: Cue, start: int, end: int) -> Range | None:
        """Give a "that" clause, a quotation, or a bare clause behind a verb of saying."""
        if not {"speech", "clause", "noun"} & set(cue.frames):
            return None
        is_object = start < end and self.has("articles", start) and cue.lemma not in self.lexicon.lists["addressing"]
        that = None if is_object else self.find_that(start, end)
        if that is not None:
            return Range(that, end) if end - that > 2 else None
        if "noun" in cue.frames and len(cue.frames) == 1:
            return None
        heard = self.after_listener(start, end) if cue.lemma in self.lexicon.lists["tellers"] else start
        is_told = cue.lemma not in self.lexicon.lists["tellers"] or heard > start
        start = self.after_modifiers(heard, end)
        if start < end and self.lower[start] == ":":
            start += 1
            return Range(start, end) if start < end else None
        if start < end and self.lower[start] == "," and start + 1 < end and self.quoted[start + 1] is not None:
            start += 1
        if start < end and self.quoted[start] is not None:
            return Range(start, end)
        return self.bare_clause(cue, start, end) if is_told else None

    def after_listener(self, start: int, end: int) -> int:
        """Give the token behind the one who is told: a name, a pronoun, "reporters"; `start` where nobody is."""
        at = start + 1 if start < end and self.has("determiners", start) else start
        while at < end and self.has("listeners", at):
            at += 1
        if at > start and self.has("listeners", at - 1):
            return at
        return self.named.get(start, self.named.get(at, start))

    def bare_clause(self, cue: Cue, start: int, end: int) -> Range | None:
        """Give a clause without "that": "he said the border was calm"."""
        if "speech" not in cue.frames or end - start < 2 or not self.lexicon.has_bare_clauses:
            return None
        if not (self.words.is_word(start) or self.words.tokens[start].kind == "number"):
            return None
        if self.has("modifier_verbs", start) or not self.is_verbal(start, end):
            return None
        return Range(start, end)

    def find_that(self, start: int, end: int) -> int | None:
        """Give the "that" which opens what is said, if only words about when, where and to whom stand before it."""
        commas = 0
        for index in range(start, min(end, start + LONGEST_MODIFIER)):
            if self.has("that", index):
                is_joined = not self.lexicon.comma_before_that or self.lower[index - 1] == ","
                return index if is_joined else None
            commas += self.lower[index] == ","
            if self.quoted[index] is not None or self.lower[index] in (":", ";") or commas > 1:
                return None
            if self.has("verbish", index):
                return None
        return None

    def after_modifiers(self, start: int, end: int) -> int:
        """Give the token behind "reporters in Astana on Monday": to whom, when and where it was said."""
        while start < end:
            if start in self.known and (self.is_time(start) or self.has("prepositions", start - 1)):
                start = self.known[start]
            elif self.has("times", start):
                start += 1
            elif self.has("prepositions", start) and self.after_preposition(start, end) < end:
                start = self.after_preposition(start, end)
            elif self.has("prepositions", start) and start + 1 < end and self.has("listeners", start + 1):
                start += 2
            else:
                return start
        return start

    def taken_content(self, cue: Cue, start: int, end: int) -> Range | None:
        """Give what an object verb takes ("condemned the attack") or a verb of asking ("urged Kabul to act")."""
        if start >= end or not (self.words.is_word(start) or self.quoted[start] is not None):
            return None
        is_to = "to" in cue.frames and self.has_infinitive(Range(start, end))
        if is_to and not self.has("times", start):
            return Range(start, end)
        if "object" not in cue.frames or cue.shape == "noun" or self.has("barriers", start):
            return None
        if self.has("prepositions", start) and " " not in cue.lemma and not self.lexicon.objects_with_prepositions:
            return None
        return Range(start, end)

    def is_subordinate(self, content: Range) -> bool:
        """Tell whether a clause opens with "while", "as", "even as", or is only a phrase of time before one."""
        if self.has("subordinators", content.first):
            return True
        commas = [index for index in range(content.first, content.last - 1) if self.lower[index] == ","]
        return self.has("prepositions", content.first) and (
            not commas or any(self.has("subordinators", index + 1) for index in commas)
        )

    def is_long(self, first: int, last: int) -> bool:
        """Tell whether tokens `[first, last)` are too many for a mere phrase of time or place before a subject."""
        is_phrase = self.has("prepositions", first) or self.has("openers", first) or self.has("times", first)
        return last - first > LONG_CLAUSE and not is_phrase and not self.has("subordinators", first)

    def has_infinitive(self, content: Range) -> bool:
        """Tell whether somebody is asked, or promises, "to do" something near the start of a content."""
        near = range(content.first, min(content.last, content.first + LONGEST_MODIFIER))
        return any(
            self.has("infinitive", index) or self.lower[index].endswith(self.lexicon.infinitive_endings)
            for index in near
        )

    def after_semicolon(self, first: int, last: int) -> int:
        """Give where the last main clause of tokens `[first, last)` starts: behind a semicolon or colon."""
        marks = [index for index in range(first, last - 1) if self.lower[index] in (";", ":")]
        return marks[-1] + 1 if marks else first

    def content_before(self, end: int, first: int, is_verb_next: bool = True) -> Range | None:
        """Give what stands before a cue or its subject that end in a comma or a quotation; None where nothing does."""
        last = end
        while last > first and (
            self.lower[last - 1] in DASHES or (self.lower[last - 1] == "," and not self.quoted[last - 1])
        ):
            last -= 1
        if last == end and (end == first or self.quoted[end - 1] is None or self.lower[end - 1] not in CLOSING):
            return None
        if last <= first:
            return None
        quote = self.quoted[first]
        while quote is not None and first > 0 and self.quoted[first - 1] == quote:
            first -= 1
        if self.quoted[last - 1] is None:
            first = self.after_semicolon(first, last)
            if not self.is_verbal(first, last) and (is_verb_next or not self.is_long(first, last)):
                return None
        return Range(first, last)
