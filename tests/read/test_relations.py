"""Relations: ties that a text states, with the clauses on both sides and the wording between them."""

from __future__ import annotations

import pytest

from jarchi.read.relations import TieReader

TIES = [
    # what it shows, text, language, (kind, cause, effect, signal)
    (
        "because of",
        "Flights stopped because of heavy fog.",
        "en",
        ("causes", "heavy fog", "Flights stopped", "because of"),
    ),
    (
        "because",
        "Flights stopped because fog lay over Osh.",
        "en",
        ("causes", "fog lay over Osh", "Flights stopped", "because"),
    ),
    ("due to", "Flights stopped due to heavy fog.", "en", ("causes", "heavy fog", "Flights stopped", "due to")),
    (
        "as a result of",
        "Prices rose as a result of the drought.",
        "en",
        ("causes", "the drought", "Prices rose", "as a result of"),
    ),
    (
        "led to",
        "The shelling led to the evacuation of villages.",
        "en",
        ("causes", "The shelling", "the evacuation of villages", "led to"),
    ),
    ("caused", "The flood caused great damage.", "en", ("causes", "The flood", "great damage", "caused")),
    ("sparked", "The verdict sparked protests in Osh.", "en", ("causes", "The verdict", "protests in Osh", "sparked")),
    (
        "sparked by",
        "The protests, sparked by the verdict, spread.",
        "en",
        ("causes", "the verdict, spread", "The protests", "sparked by"),
    ),
    (
        "over, close behind an event",
        "Residents protested over the new land law.",
        "en",
        ("causes", "the new land law", "Residents protested", "over"),
    ),
    (
        "a cause that opens",
        "Because of heavy fog, flights stopped.",
        "en",
        ("causes", "heavy fog", "flights stopped", "Because of"),
    ),
    (
        "as a result, of the sentence before",
        "Gunmen attacked the post. As a result, the border was closed.",
        "en",
        ("causes", "Gunmen attacked the post", "the border was closed", "As a result"),
    ),
    (
        "in response to",
        "Moscow expelled diplomats in response to the sanctions.",
        "en",
        ("responds to", "the sanctions", "Moscow expelled diplomats", "in response to"),
    ),
    (
        "in response to, opening",
        "In response to the sanctions, Moscow expelled diplomats.",
        "en",
        ("responds to", "the sanctions", "Moscow expelled diplomats", "In response to"),
    ),
    (
        "in retaliation for",
        "Guards opened fire in retaliation for the shelling.",
        "en",
        ("responds to", "the shelling", "Guards opened fire", "in retaliation for"),
    ),
    (
        "after a demand",
        "Russia withdrew troops after Kazakhstan demanded it.",
        "en",
        ("responds to", "Kazakhstan demanded it", "Russia withdrew troops", "after"),
    ),
    (
        "after",
        "Police detained five activists after residents attacked workers.",
        "en",
        ("before", "residents attacked workers", "Police detained five activists", "after"),
    ),
    (
        "after, opening",
        "After police detained the blogger, residents protested in Osh.",
        "en",
        ("before", "police detained the blogger", "residents protested in Osh", "After"),
    ),
    (
        "before",
        "Police detained activists before the rally.",
        "en",
        ("before", "Police detained activists", "the rally", "before"),
    ),
    (
        "following",
        "Bishkek deployed troops following the attack.",
        "en",
        ("before", "the attack", "Bishkek deployed troops", "following"),
    ),
    (
        "who said so stays outside",
        "The ministry said the border was closed because of the shelling.",
        "en",
        ("causes", "the shelling", "the border was closed", "because of"),
    ),
    (
        "who said so, behind",
        "The border was closed because of the shelling, according to the ministry.",
        "en",
        ("causes", "the shelling", "The border was closed", "because of"),
    ),
    ("из-за", "Граница закрыта из-за обстрела.", "ru", ("causes", "обстрела", "Граница закрыта", "из-за")),
    ("привёл к", "Обстрел привёл к эвакуации сёл.", "ru", ("causes", "Обстрел", "эвакуации сёл", "привёл к")),
    (
        "в результате, о прошлом предложении",
        "Боевики напали на заставу. В результате граница закрыта.",
        "ru",
        ("causes", "Боевики напали на заставу", "граница закрыта", "В результате"),
    ),
    (
        "в ответ на",
        "Москва выслала дипломатов в ответ на санкции.",
        "ru",
        ("responds to", "санкции", "Москва выслала дипломатов", "в ответ на"),
    ),
    (
        "после, без запятой",
        "После нападения боевиков власти закрыли границу.",
        "ru",
        ("before", "нападения боевиков", "власти закрыли границу", "После"),
    ),
    (
        "после того, как",
        "Жители вышли на митинг после того, как полиция задержала активистов.",
        "ru",
        ("before", "полиция задержала активистов", "Жители вышли на митинг", "после того, как"),
    ),
    (
        "накануне",
        "Полиция задержала активистов накануне митинга.",
        "ru",
        ("before", "Полиция задержала активистов", "митинга", "накануне"),
    ),
]

NO_TIES = [
    ("due to do something", "The envoys are due to meet in Astana."),
    ("after a year", "He moved to Almaty after 2019."),
    ("over an amount", "Residents protested over 200 times."),
    ("over a time", "Residents protested over the weekend."),
    ("an order of no events", "She woke after nine."),
    ("a signal with nothing behind", "They stopped because of it."),
    ("the first sentence has none before", "As a result, the border was closed."),
    ("no signal", "Flights stopped. Fog lay over Osh."),
    ("empty", ""),
]


@pytest.mark.parametrize(("intent", "text", "language", "expected"), TIES, ids=[case[0] for case in TIES])
def test_ties(read_page, intent, text, language, expected):
    found = TieReader().read(read_page(text, language))
    assert [(tie.kind, tie.cause[0].of(text), tie.effect[0].of(text), tie.signal[0].of(text)) for tie in found] == [
        expected
    ]


@pytest.mark.parametrize(("intent", "text"), NO_TIES, ids=[case[0] for case in NO_TIES])
def test_no_tie(read_page, intent, text):
    assert TieReader().read(read_page(text)) == ()
