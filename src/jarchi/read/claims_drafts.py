"""Drafts of claims: for each cue the way it is built, and the tokens of its source and content."""

from __future__ import annotations

import msgspec

from jarchi.read.claims_clauses import CLOSING, DASHES, STOPS, Clauses, Range
from jarchi.read.claims_cues import Cue, Frame
from jarchi.read.claims_features import Utterance
from jarchi.read.words import Words
from jarchi.records.readings import ClaimKind, Spans
from jarchi.records.spans import Span

MOST_QUOTES = 12
"""Quotations that one speaker goes on with; more in a row are a list."""

Tokens = tuple[tuple[int, int], ...]
VERB_ORDER: tuple[Frame, ...] = ("to", "object", "speech", "clause", "noun", "according")


class Draft(msgspec.Struct, frozen=True):
    """A claim as token ranges: whose cue, said by whom, and what."""

    cue: Cue
    source: Tokens
    content: Tokens
    kind: ClaimKind


class Drafter:
    """Builds a draft from a cue, or none where subject or content is unclear."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.lower = clauses.lower
        self.lexicon = clauses.lexicon

    def draft(self, cue: Cue, first: int, last: int, before: list[Draft]) -> Draft | None:
        """Give the draft of the cue in the sentence of tokens `[first, last)`; `before` are those left of it."""
        is_infinitive = cue.shape == "base" and self.lexicon.comma_before_that
        if self.clauses.quoted[cue.verb] is not None or cue.is_negated or is_infinitive:
            return None
        if "according" in cue.frames:
            return self.according(cue, first, last)
        draft = self.by_noun(cue, first, last) if "noun" in cue.frames else None
        if draft or set(cue.frames) == {"noun"}:
            return draft
        return self.by_verb(cue, first, last, before)

    def by_verb(self, cue: Cue, first: int, last: int, before: list[Draft]) -> Draft | None:
        """Give the draft of a verb: passive, participle, put behind what is said, or with its subject ahead."""
        if cue.is_unsaid or cue.is_passive or cue.shape == "passive":
            return self.passive(cue, first, last)
        if cue.shape == "ing":
            return self.by_gerund(cue, first, last, before)
        return (
            self.inverted(cue, first, last)
            or self.about_this(cue, first, last)
            or self.passive(cue, first, last)
            or self.by_subject(cue, first, last, before)
        )

    def according(self, cue: Cue, first: int, last: int) -> Draft | None:
        """Give "according to X, C" and "C, according to X"."""
        source = self.clauses.subject_after(cue.last, last)
        if source is not None and cue.first - first < 2:
            source = self.to_first_comma(source)
        if source is None:
            return None
        after = source.last + (source.last < last and self.lower[source.last] == ",")
        end = self.clauses.content_end(after, last)
        right = ((after, end),) if source.last < after < end else ()
        start = cue.first
        while start > first and self.lower[start - 1] in (",", *DASHES):
            start -= 1
        left = self.clauses.content_before(cue.first, first) if start > first else None
        if left is None and start - first > 2:
            left = Range(first, start) if self.clauses.is_verbal(first, start) else None
        content = (
            *(((left.first, left.last),) if left else ()),
            *(right if left is None or self.goes_on(right) else ()),
        )
        return Draft(cue, ((source.first, source.last),), content, "statement") if content else None

    def to_first_comma(self, source: Range) -> Range:
        """Give the source up to the comma behind which the clause begins: no aside that no comma closes."""
        commas = [index for index in range(source.first, source.last) if self.lower[index] == ","]
        return Range(source.first, commas[-1] if len(commas) > 1 else commas[0]) if commas else source

    def goes_on(self, right: Tokens) -> bool:
        """Tell whether the clause goes on behind an aside, as it does with a verb: "X, according to Y, is ..."."""
        return bool(right) and self.clauses.is_verbal(right[0][0], right[0][0] + 1)

    def by_noun(self, cue: Cue, first: int, last: int) -> Draft | None:
        """Give "X's warning that C" and "their claim that C"."""
        that = cue.last
        if that >= last or not self.clauses.has("that", that):
            return None
        end = self.clauses.content_end(that, last)
        owner = cue.verb - 1
        words = self.clauses.words
        for _ in range(2):
            if owner >= first and self.clauses.has("possessives", owner) and end - that > 2:
                return Draft(cue, ((owner, owner + 1),), ((that, end),), cue.frames["noun"])
            is_owner = owner >= first and words.bare[owner] != words.written[owner]
            if is_owner:
                start = self.clauses.phrase_start(owner + 1, first)
                if start is not None and end - that > 2:
                    return Draft(cue, ((start, owner + 1),), ((that, end),), cue.frames["noun"])
            owner -= 1
        return None

    def passive(self, cue: Cue, first: int, last: int) -> Draft | None:
        """Give "it was reported that C", "сообщается, что C": a claim whose source is not named."""
        is_it = cue.first > first and self.lower[cue.first - 1] == "it" and cue.first < cue.verb
        is_bare = cue.shape == "passive"
        if self.lower[cue.verb] not in self.lexicon.impersonal or not (is_it or is_bare):
            return None
        that = self.clauses.find_that(cue.last, self.clauses.content_end(cue.last, last))
        if that is None:
            return None
        return Draft(cue, (), ((that, self.clauses.content_end(that, last)),), kind_for(cue, "speech"))

    def by_gerund(self, cue: Cue, first: int, last: int, before: list[Draft]) -> Draft | None:
        """Give "..., adding that C": the source is that of the claim before, or the sentence's first subject."""
        verb = self.lower[cue.verb]
        if not self.clauses.has("gerund_sources", cue.verb) or cue.first == first:
            return None
        mark = self.lower[cue.first - 1]
        if mark != "," and mark not in CLOSING:
            return None
        source = before[-1].source if before else as_tokens(self.clauses.opening_subject(first, cue.first))
        content = self.clauses.content_after(cue, last)
        if not source or content is None or verb == "telling":
            return None
        return Draft(cue, source, ((content.first, content.last),), kind_for(cue, "speech"))

    def inverted(self, cue: Cue, first: int, last: int) -> Draft | None:
        """Give '"C," said X' and "C, said X"."""
        if "speech" not in cue.frames or cue.first == first or cue.lemma in self.lexicon.lists["tellers"]:
            return None
        mark = self.lower[cue.first - 1]
        if mark != "," and mark not in CLOSING and mark not in DASHES:
            return None
        content = self.clauses.content_before(cue.first, first)
        source = self.clauses.subject_after(cue.last, last)
        if content is None or source is None:
            return None
        right = self.continued(source.last, last)
        return Draft(
            cue, ((source.first, source.last),), ((content.first, content.last), *right), kind_for(cue, "speech")
        )

    def continued(self, start: int, last: int) -> Tokens:
        """Give the quotation that goes on behind '"C1," said X, ' in the same sentence."""
        while start < last and self.lower[start] in (",", ".", *DASHES):
            start += 1
        if start >= last or self.clauses.quoted[start] is None:
            return ()
        end = start
        while end < last and self.clauses.quoted[end] == self.clauses.quoted[start]:
            end += 1
        return ((start, end),)

    def about_this(self, cue: Cue, first: int, last: int) -> Draft | None:
        """Give "Об этом сообщил X": what is said is the sentence before."""
        opening = tuple(self.lower[first : cue.first])
        if not opening or opening not in self.lexicon.backward or first == 0:
            return None
        source = self.clauses.subject_after(cue.last, last)
        begin, end = self.clauses.words.stretch_before[first]
        content = self.clauses.content_end(begin, end)
        if source is None or content - begin < 3:
            return None
        return Draft(cue, ((source.first, source.last),), ((begin, content),), kind_for(cue, "speech"))

    def by_subject(self, cue: Cue, first: int, last: int, before: list[Draft]) -> Draft | None:
        """Give "X said (that) C" and "C, X said"."""
        source = self.source_of(cue, first, before)
        if not source:
            return None
        parted_clause = self.around(cue, source, first, last)
        if parted_clause:
            return self.checked(Draft(cue, source, parted_clause, kind_for(cue, "speech")))
        behind = self.behind(cue, source, first, last)
        if behind is not None and self.clauses.quoted[behind.last - 1] is not None:
            right = self.continued(cue.last, last) or self.late_quote(cue, last)
            return self.checked(Draft(cue, source, ((behind.first, behind.last), *right), kind_for(cue, "speech")))
        content = self.clauses.content_after(cue, last)
        if content is not None and not (behind is not None and self.lower[cue.last] == ","):
            return self.checked(Draft(cue, source, ((content.first, content.last),), self.kind(cue, content)))
        if behind is None:
            return None
        right = ()
        if cue.last < last and self.lower[cue.last] == ",":
            end = self.clauses.content_end(cue.last + 1, last)
            right = ((cue.last + 1, end),) if end > cue.last + 1 else ()
        return self.checked(Draft(cue, source, ((behind.first, behind.last), *right), kind_for(cue, "speech")))

    def around(self, cue: Cue, source: Tokens, first: int, last: int) -> Tokens:
        """Give the two halves of the clause in "The plan, he said, is a mistake"; nothing where it is none."""
        start = source[0][0]
        if "speech" not in cue.frames or start - 1 <= first or self.lower[start - 1] != ",":
            return ()
        end = self.clauses.content_end(cue.last + 1, last)
        is_aside = cue.last < last and self.lower[cue.last] == "," and self.clauses.is_verbal(cue.last + 1, end)
        left = range(first, start - 1)
        quoted = self.clauses.quoted
        beside = [index for index in (*left, cue.last + 1) if index < len(quoted)]
        is_plain = all(quoted[index] is None for index in beside)
        if not is_aside or not is_plain or self.clauses.is_verbal(first, start - 1):
            return ()
        return ((self.clauses.after_semicolon(first, start - 1), start - 1), (cue.last + 1, end))

    def late_quote(self, cue: Cue, last: int) -> Tokens:
        """Give the quotation behind '"C1," X said on Monday, "C2"'."""
        for index in range(cue.last, min(last, cue.last + 20)):
            if self.clauses.quoted[index] is not None and self.lower[index - 1] in (",", ":", "."):
                return self.continued(index, last)
        return ()

    def behind(self, cue: Cue, source: Tokens, first: int, last: int) -> Range | None:
        """Give what stands before "X said" as its content, where the verb can be put last."""
        if "speech" not in cue.frames or source[0][0] <= first or source[0][1] > cue.first:
            return None
        content = self.clauses.content_before(source[0][0], first, is_verb_next=False)
        if content is None or self.clauses.quoted[content.last - 1] is not None:
            return content
        is_last = cue.last >= last or not self.clauses.words.is_word(cue.last)
        is_last = is_last or self.clauses.has("modifier_verbs", cue.last) or self.clauses.has("prepositions", cue.last)
        return content if is_last and not self.clauses.is_subordinate(content) else None

    def source_of(self, cue: Cue, first: int, before: list[Draft]) -> Tokens:
        """Give the source left of the verb; behind "and" it is that of the claim before, or the first subject."""
        floor = first
        joined = cue.first > first and self.clauses.has("joiners_of_sources", cue.first - 1)
        if joined:
            return before[-1].source if before else as_tokens(self.clauses.opening_subject(first, cue.first - 1))
        source = self.clauses.subject_before(cue.first, floor)
        return as_tokens(source)

    def kind(self, cue: Cue, content: Range) -> ClaimKind:
        """Give the kind of claim that the cue makes with this content."""
        frames = cue.frames
        if self.clauses.has("that", content.first) or self.clauses.quoted[content.first] is not None:
            return kind_for(cue, "clause" if "speech" not in frames else "speech")
        if "speech" in frames and content.first > cue.last:
            return frames["speech"]
        if "to" in frames and self.clauses.has_infinitive(content):
            return frames["to"]
        return kind_for(cue, "object" if "object" in frames else "speech")

    def checked(self, draft: Draft) -> Draft | None:
        """Give the draft unless its verb may as well be a noun and nothing else shows that somebody speaks."""
        source, cue = draft.source[0], draft.cue
        if not self.can_say(source, cue):
            return None
        if " " in cue.lemma or self.lower[cue.verb] not in self.lexicon.lists["ambiguous"]:
            return draft
        start = draft.content[0][0]
        is_clear = self.clauses.has("that", start) or self.clauses.quoted[start] is not None
        is_speaker = self.clauses.has("group_pronouns", source[1] - 1) or source[0] in self.clauses.named
        is_past = cue.shape in ("past", "participle")
        return draft if (is_clear and (is_speaker or is_past)) or (is_speaker and is_past) else None

    def can_say(self, source: tuple[int, int], cue: Cue) -> bool:
        """Tell whether a source is a noun phrase of its own, and the verb no noun or adjective behind an article."""
        first = self.lower[source[0]]
        words = self.clauses.words
        is_name = words.written[source[0]][0].isupper()
        if not is_name and (
            first.endswith("ing") or first in self.lexicon.verb_forms or self.clauses.has("verbish", source[0])
        ):
            return False
        before = cue.first - 1
        is_owned = before >= 0 and (self.clauses.has("articles", before) or words.bare[before] != words.written[before])
        return not is_owned and not (before >= 0 and self.clauses.has("prepositions", before))

    def with_quotes_after(self, draft: Draft, last: int) -> Draft:
        """Give the draft with the quotations that follow its sentence at once, where nobody else is named for them."""
        words, quoted = self.clauses.words, self.clauses.quoted
        if not any(quoted[first] is not None or quoted[end - 1] is not None for first, end in draft.content):
            return draft
        content = draft.content
        for _ in range(MOST_QUOTES):
            if last >= words.size or quoted[last] is None or quoted[last] == quoted[last - 1]:
                break
            gap = words.text[words.tokens[last - 1].end : words.start(last)]
            quote: Span | None = quoted[last]
            end = last
            while end < words.size and quoted[end] == quote:
                end += 1
            if "\n" in gap or (end < words.size and not self.stands_alone(end)):
                break
            content, last = (*content, (last, end)), end
        return msgspec.structs.replace(draft, content=content)

    def stands_alone(self, end: int) -> bool:
        """Tell whether a quotation that ends before token `end` ends its sentence too."""
        tokens = self.clauses.words.tokens
        while end < len(tokens) and self.lower[end] in STOPS:
            end += 1
        return end == len(tokens) or tokens[end].sentence != tokens[end - 1].sentence


def utterance_of_draft(words: Words, draft: Draft) -> Utterance:
    """Give what a draft stands for."""
    return Utterance(
        source=spans_of(words, draft.source),
        cue=Span(words.start(draft.cue.first), words.tokens[draft.cue.last - 1].end),
        content=spans_of(words, draft.content),
        kind=draft.kind,
        cue_tokens=(draft.cue.first, draft.cue.last),
        content_tokens=draft.content,
    )


def spans_of(words: Words, ranges: tuple[tuple[int, int], ...]) -> Spans:
    """Give token ranges as spans of the text; a quotation's marks belong to it."""
    return tuple(Span(words.start(first), words.tokens[last - 1].end) for first, last in ranges if last > first)


def kind_for(cue: Cue, frame: Frame) -> ClaimKind:
    """Give the kind of claim for a frame, or for the next best that the cue has."""
    return next(cue.frames[each] for each in (frame, *VERB_ORDER) if each in cue.frames)


def as_tokens(found: Range | None) -> Tokens:
    """Give a range as a tuple of ranges, empty for None."""
    return ((found.first, found.last),) if found else ()


def parted(found: list[Draft], draft: Draft, clauses: Clauses) -> list[Draft]:
    """Give the drafts before with their content cut where `draft` begins another main clause: "..., but Y said"."""
    if not draft.source or draft.source[0][0] > draft.cue.first:
        return found
    start = draft.source[0][0]
    while start > 0 and (clauses.has("openers", start - 1) or clauses.lower[start - 1] in ("and", "or", "и", "а")):
        start -= 1
    cut = start - 1 if start < draft.source[0][0] else draft.source[0][0]
    if start == draft.source[0][0] or cut < 0 or clauses.lower[cut] != ",":
        return found
    return [shortened(each, cut) for each in found if each.content[0][0] < cut]


def shortened(draft: Draft, cut: int) -> Draft:
    """Give the draft with its content ending before token `cut`."""
    content = tuple((first, min(last, cut)) for first, last in draft.content if first < cut)
    return msgspec.structs.replace(draft, content=content)
