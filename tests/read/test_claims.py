"""Claims in English: who says what, and what is no claim. Spans of several parts are joined by " | "."""

from __future__ import annotations

import pytest

SAID = [
    # what it shows, text, (source, cue, content) of each claim
    (
        "that",
        "President Tokayev said that the border was calm.",
        [("President Tokayev", "said", "that the border was calm")],
    ),
    ("no that", "The mayor said the bridge was closed.", [("The mayor", "said", "the bridge was closed")]),
    (
        "an auxiliary belongs to the cue",
        "The ministry has said the mine is safe.",
        [("The ministry", "has said", "the mine is safe")],
    ),
    ("an adverb too", "The ministry also said the mine is safe.", [("The ministry", "also said", "the mine is safe")]),
    (
        "a day before the verb",
        "The ministry on Tuesday said the mine is safe.",
        [("The ministry", "said", "the mine is safe")],
    ),
    (
        "a day behind the verb",
        "The ministry said on Tuesday the mine is safe.",
        [("The ministry", "said", "the mine is safe")],
    ),
    (
        "a day that opens",
        "On Tuesday, the ministry said the mine is safe.",
        [("the ministry", "said", "the mine is safe")],
    ),
    (
        "a day that opens, no comma",
        "On 23 November Anna Dale said that prices fell.",
        [("Anna Dale", "said", "that prices fell")],
    ),
    (
        "a place and an occasion",
        "The ministry said in a statement on Tuesday that the mine is safe.",
        [("The ministry", "said", "that the mine is safe")],
    ),
    (
        "an aside",
        "Anna Dale, head of the survey, said that prices fell.",
        [("Anna Dale, head of the survey,", "said", "that prices fell")],
    ),
    (
        "an aside with a verb",
        "Anna Dale, who leads the survey, said that prices fell.",
        [("Anna Dale, who leads the survey,", "said", "that prices fell")],
    ),
    (
        "a participle aside",
        "Tokayev, speaking in Astana, said prices fell.",
        [("Tokayev, speaking in Astana,", "said", "prices fell")],
    ),
    (
        "two sources",
        "Xi Jinping and Tokayev said that trade had grown.",
        [("Xi Jinping and Tokayev", "said", "that trade had grown")],
    ),
    ("an opener", "But the ministry said it was ready.", [("the ministry", "said", "it was ready")]),
    ("a pronoun", "He said it was ready.", [("He", "said", "it was ready")]),
    (
        "a quotation behind a comma",
        'The mayor said, "The bridge is closed."',
        [("The mayor", "said", '"The bridge is closed."')],
    ),
    (
        "a quotation behind a colon",
        'The mayor said: "The bridge is closed."',
        [("The mayor", "said", '"The bridge is closed."')],
    ),
    ("inverted", '"The bridge is closed," said the mayor.', [("the mayor", "said", '"The bridge is closed,"')]),
    (
        "inverted with an aside",
        '"The bridge is closed," said Anna Dale, a spokeswoman for the city.',
        [("Anna Dale, a spokeswoman for the city", "said", '"The bridge is closed,"')],
    ),
    (
        "inverted, then a day",
        '"The bridge is closed," said the mayor on Monday.',
        [("the mayor", "said", '"The bridge is closed,"')],
    ),
    (
        "inverted without a quotation",
        "The bridge is closed, said the mayor.",
        [("the mayor", "said", "The bridge is closed")],
    ),
    (
        "subject behind a quotation",
        '"The bridge is closed," the mayor said.',
        [("the mayor", "said", '"The bridge is closed,"')],
    ),
    ("curly marks", "“The bridge is closed,” the mayor said.", [("the mayor", "said", "“The bridge is closed,”")]),
    (
        "subject behind a clause",
        "The bridge is closed, the mayor said.",
        [("the mayor", "said", "The bridge is closed")],
    ),
    (
        "subject behind a clause, then where",
        "The bridge is closed, the mayor said in a statement.",
        [("the mayor", "said", "The bridge is closed")],
    ),
    (
        "an aside behind a clause",
        "Fighters aim to cross, Anna Dale, head of the survey, said on Sunday.",
        [("Anna Dale, head of the survey,", "said", "Fighters aim to cross")],
    ),
    ("around", "The bridge, he said, is closed.", [("he", "said", "The bridge | is closed")]),
    (
        "a quotation in two halves",
        '"The bridge," he said, "is closed."',
        [("he", "said", '"The bridge," | "is closed."')],
    ),
    (
        "a quotation goes on",
        '"The bridge is closed," he said. "It will stay closed."',
        [("he", "said", '"The bridge is closed," | "It will stay closed."')],
    ),
    (
        "sentences before inside the quotation",
        '"It broke. The bridge is closed," he said.',
        [("he", "said", '"It broke. The bridge is closed,"')],
    ),
    ("part of a clause quoted", 'The plan is "a mess," he said.', [("he", "said", 'The plan is "a mess,"')]),
    (
        "told somebody that",
        "A driver told reporters that the pass was shut.",
        [("A driver", "told", "that the pass was shut")],
    ),
    (
        "told somebody a clause",
        "A driver told reporters the pass was shut.",
        [("A driver", "told", "the pass was shut")],
    ),
    ("told a quotation", '"We ran," a driver told Gazprom.', [("a driver", "told", '"We ran,"')]),
    (
        "according to, last",
        "Fourteen people fled, according to the ministry.",
        [("the ministry", "according to", "Fourteen people fled")],
    ),
    (
        "according to, first",
        "According to the ministry, fourteen people fled.",
        [("the ministry", "According to", "fourteen people fled")],
    ),
    (
        "a noun with that",
        "The market shook after the bank's warning that prices would fall.",
        [("the bank's", "warning", "that prices would fall")],
    ),
    (
        "a pronoun's noun",
        "There was doubt of his claim that the dam was safe.",
        [("his", "claim", "that the dam was safe")],
    ),
    (
        "a participle with the same source",
        "The mayor said the bridge was closed, adding that it would reopen.",
        [("The mayor", "said", "the bridge was closed"), ("The mayor", "adding", "that it would reopen")],
    ),
    (
        "and with the same source",
        "The mayor said the bridge was closed and added that it would reopen.",
        [
            ("The mayor", "said", "the bridge was closed and added that it would reopen"),
            ("The mayor", "added", "that it would reopen"),
        ],
    ),
    (
        "two speakers",
        "Officials say trade may grow, but analysts said the debt is high.",
        [("Officials", "say", "trade may grow"), ("analysts", "said", "the debt is high")],
    ),
    ("nobody named", "It was reported that the plant had closed.", [("", "was reported", "that the plant had closed")]),
    (
        "quoted as saying",
        "The mayor was quoted as saying that the bridge is safe.",
        [("The mayor", "was quoted as saying", "that the bridge is safe")],
    ),
    (
        "an accusation",
        "Bishkek accused Dushanbe of shelling villages.",
        [("Bishkek", "accused", "Dushanbe of shelling villages")],
    ),
    (
        "a denial",
        "Tajikistan denied that its troops crossed the river.",
        [("Tajikistan", "denied", "that its troops crossed the river")],
    ),
    ("a denial of a thing", "The company denied the allegations.", [("The company", "denied", "the allegations")]),
    ("a promise", "The minister promised to lower prices.", [("The minister", "promised", "to lower prices")]),
    ("a forecast", "The bank predicted that growth would slow.", [("The bank", "predicted", "that growth would slow")]),
    ("a demand", "The mayor urged residents to stay at home.", [("The mayor", "urged", "residents to stay at home")]),
    ("a belief", "Analysts believe the debt is too high.", [("Analysts", "believe", "the debt is too high")]),
    (
        "speakers nested",
        "The agency reported that the minister said talks would resume.",
        [
            ("The agency", "reported", "that the minister said talks would resume"),
            ("the minister", "said", "talks would resume"),
        ],
    ),
]

UNSAID = [
    ("a refusal to comment", "The ministry declined to comment."),
    ("out of reach", "The mayor could not be reached."),
    ("a negated verb", "The ministry has not said whether the mine is safe."),
    ("a question", "Who is to say?"),
    ("an intention to speak", "The minister will say more on Friday."),
    ("an infinitive", "He came to Osh to announce a plan."),
    ("a noun that looks like a verb", "The reports that reached Osh were old."),
    ("a noun behind an article", "The claim was old, and the report thin."),
    ("states, the noun", "Three states that share the river met."),
    ("charge, the noun", "He was in charge that day."),
    ("an adjective", "The reported losses that year were small."),
    ("a bare statement of the paper", "The bridge is closed. It will reopen in May."),
    ("a visit", "Tokayev visited Beijing on Monday."),
    ("a passive that names no saying", "Drones were shown to a delegation."),
    ("speech without content", "The two men spoke for an hour."),
    ("a title in quotation marks", 'They watched the film "The Long Road" in Osh.'),
    ("marks without a speaker", 'The so-called "steppe rule" ended.'),
    ("posts on a border", "The army built posts along the river."),
    ("empty", ""),
    ("only marks", '"..." — ?!'),
]

FEATURES = [
    # what it shows, text, field, value
    ("an official by title", "The minister said the mine is safe.", "speaker", "official"),
    ("a government by its capital", "Bishkek said the mine is safe.", "speaker", "official"),
    ("an official by role", "Rashid Meredov said the pipe is full.", "speaker", "official"),
    ("an expert", "Anna Dale, an analyst at the ministry, said the mine is safe.", "speaker", "expert"),
    ("a witness", "A witness said the mine is safe.", "speaker", "witness"),
    ("residents", "Residents said the mine is unsafe.", "speaker", "witness"),
    ("anonymous", "An official, who spoke on condition of anonymity, said the mine is unsafe.", "speaker", "anonymous"),
    ("a source", "A source said the mine is unsafe.", "speaker", "anonymous"),
    ("an agency", "The news agency Kabar reported that the mine is safe.", "speaker", "agency"),
    ("a document", "The report said that the mine is safe.", "speaker", "document"),
    ("a company", "The company said the mine is safe.", "speaker", "organization"),
    ("an organisation of the pack", "Gazprom said the pipe is full.", "speaker", "organization"),
    ("private", "The driver said the mine is unsafe.", "speaker", "private"),
    ("nothing to go by", "Anna Dale said the mine is safe.", "speaker", "unknown"),
    ("an actor", "President Tokayev said the mine is safe.", "actor", "t:tokayev"),
    ("no actor in a pronoun", "He said the mine is safe.", "actor", None),
    ("a plain claim is certain", "He said the mine is safe.", "certainty", "certain"),
    ("may", "He said the mine may flood.", "certainty", "possible"),
    ("the month of May is no hedge", "He said the mine flooded on 9 May.", "certainty", "certain"),
    ("likely", "He said the mine will likely flood.", "certainty", "probable"),
    ("reportedly", "He said the mine had reportedly flooded.", "certainty", "unknown"),
    ("denied", "Tajikistan denied that its troops crossed.", "polarity", "denied"),
    ("affirmed", "Tajikistan confirmed that its troops crossed.", "polarity", "affirmed"),
    ("an accusation's kind", "Bishkek accused Dushanbe of shelling villages.", "kind", "accusation"),
    ("a denial's kind", "Bishkek denied the report.", "kind", "denial"),
    ("a promise's kind", "The minister vowed to end the strike.", "kind", "promise"),
    ("a forecast's kind", "The minister warned that snow would come.", "kind", "forecast"),
    ("a demand's kind", "The minister called on Kabul to open the road.", "kind", "demand"),
    ("a belief's kind", "The minister believes that snow will come.", "kind", "belief"),
    (
        "unverified in the next sentence",
        "A guard said planes landed. The claim could not be independently verified.",
        "unverified",
        True,
    ),
    ("nothing said of verifying", "A guard said planes landed.", "unverified", False),
]


def parts(page, spans):
    return " | ".join(span.of(page.text) for span in spans)


@pytest.mark.parametrize(("intent", "text", "expected"), SAID, ids=[case[0] for case in SAID])
def test_claims(read_page, intent, text, expected):
    page = read_page(text)
    found = [(parts(page, claim.source), parts(page, claim.cue), parts(page, claim.content)) for claim in page.claims]
    assert found == expected


@pytest.mark.parametrize(("intent", "text"), UNSAID, ids=[case[0] for case in UNSAID])
def test_no_claim(read_page, intent, text):
    assert read_page(text).claims == ()


@pytest.mark.parametrize(("intent", "text", "field", "value"), FEATURES, ids=[case[0] for case in FEATURES])
def test_features(read_page, intent, text, field, value):
    assert [getattr(claim, field) for claim in read_page(text).claims] == [value]


def test_a_nested_claim_points_to_the_one_around_it(read_page):
    claims = read_page("The agency reported that the minister said talks would resume.").claims
    assert [claim.inside for claim in claims] == [None, 0]
