"""The sieve: which groups of marks are claims, and what rules mend in them before they are taken for one."""

from __future__ import annotations

import re

import msgspec

from jarchi.read.claims_cues import CueLexicon, find_cues
from jarchi.read.claims_pairs import Group, Mark
from jarchi.read.words import Words, tokens_of
from jarchi.records.spans import Span

LONGEST_DOUBT = 80
BAR = 0.4
"""Half of the F1 that is reached, about: from there on a part makes the score better that is to be expected."""
LEAST_GAIN = 0.0
"""How far the chances of a claim's parts must be above the bar, all taken together."""
LEAST_PART = 0.5
"""How likely a further part of a content must be: with a wrong part, all of it is wrong."""
LONGEST_SPEAKER = 160
SURE = 0.8
LEAST_BLANKS = 3
BREAK = re.compile(r"[.!?;:\n\"“”]")


def sifted(group: Group, words: Words, starts: list[int], lexicon: CueLexicon) -> Group | None:
    """Give the group as a claim may be made of it, None where nobody says anything with it."""
    likely = likely_part(group)
    if likely is None or is_silence(likely, words, starts, lexicon) or is_hypothetical(likely, words, starts, lexicon):
        return None
    return with_opening(with_teller(likely, words, starts, lexicon), words)


def likely_part(group: Group) -> Group | None:
    """Give the group without the parts of its content that are too unlikely; None where it is unlikely as a whole.

    The tagger marks more than is likely, so that a weak mark counts where it goes well with strong ones.
    """
    if not group.contents:
        return group
    best = max(each.chance for each in group.contents)
    contents = tuple(each for each in group.contents if each.chance >= min(best, LEAST_PART))
    parts = (group.cue, *group.sources)
    gain = sum(each.chance - BAR for each in parts) + min(each.chance for each in contents) - BAR
    return msgspec.structs.replace(group, contents=contents) if gain >= LEAST_GAIN else None


def is_doubt(text: str, lexicon: CueLexicon) -> bool:
    """Tell whether a short passage only says that something could not be verified, which nobody claims."""
    return len(text) < LONGEST_DOUBT and any(phrase in text.lower() for phrase in lexicon.doubts)


def is_silence(group: Group, words: Words, starts: list[int], lexicon: CueLexicon) -> bool:
    """Tell whether the cue is part of a refusal to speak: "declined to comment"."""
    first, last = tokens_of(group.cue.span, starts)
    near = words.lower[max(0, first - 3) : last + 4]
    return any(tuple(near[at : at + len(phrase)]) == phrase for phrase in lexicon.refusals for at in range(len(near)))


def is_hypothetical(group: Group, words: Words, starts: list[int], lexicon: CueLexicon) -> bool:
    """Tell whether somebody only might say it: "if the minister says that ..."."""
    first = min(tokens_of(each.span, starts)[0] for each in (group.cue, *group.sources))
    return first > 0 and lexicon.has("conditions", words.lower[first - 1])


def with_teller(group: Group, words: Words, starts: list[int], lexicon: CueLexicon) -> Group:
    """Give the group with the speaker of "..., a guard told a reporter": who stands behind an active "told" is told.

    The speaker is then what stands between content and cue, if anything does.
    """
    first, last = tokens_of(group.cue.span, starts)
    is_telling = any(cue.lemma in lexicon.lists["tellers"] for cue in find_cues(words, lexicon, first, last))
    is_active = first == last - 1 and not (first and lexicon.has("auxiliaries", words.lower[first - 1]))
    told = [each for each in group.sources if 0 <= each.span.start - group.cue.span.end <= 1]
    if not (is_telling and is_active and told):
        return group
    before = [each.span.end for each in group.contents if each.span.end <= group.cue.span.start]
    speaker = between(max(before), group.cue.span.start, words.text) if before else None
    return msgspec.structs.replace(group, sources=(mark_at(group.cue, speaker),) if speaker else ())


def with_opening(group: Group, words: Words) -> Group:
    """Give the group with the content of "Flour is dear, a baker told journalists" where the tagger found none.

    Only where it is sure of speaker and cue, which stand side by side behind a comma: all before that is the content.
    """
    if group.contents or len(group.sources) != 1:
        return group
    source, cue, text = group.sources[0], group.cue, words.text
    sentence = words.page.sentences[cue.sentence - 1]
    is_sure = min(source.chance, cue.chance) >= SURE and source.sentence == cue.sentence
    is_behind = source.span.end + 1 == cue.span.start and text[source.span.start - 2 : source.span.start] == ", "
    opening = Span(sentence.start, source.span.start - 2) if sentence.start < source.span.start - 2 else None
    if not (is_sure and is_behind and opening and text.count(" ", opening.start, opening.end) >= LEAST_BLANKS):
        return group
    return msgspec.structs.replace(group, contents=(msgspec.structs.replace(cue, span=opening, role="content"),))


def between(start: int, end: int, text: str) -> Span | None:
    """Give what stands between a content and its cue, without marks in front; None where that is no phrase."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    is_phrase = start < end <= start + LONGEST_SPEAKER and not BREAK.search(text, start, end)
    return Span(start, end) if is_phrase else None


def mark_at(cue: Mark, span: Span) -> Mark:
    """Give a source in the sentence of a cue."""
    return msgspec.structs.replace(cue, span=span, role="source")
