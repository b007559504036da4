"""Events: PLOVER types and modes, who acts on whom, when, where and how real it is told."""

from __future__ import annotations

import pytest

TYPED = [
    # what it shows, text, language, (trigger, type, mode) of each event
    ("an agreement signed", "Kazakhstan and China signed an agreement.", "en", [("signed", "AGREE", None)]),
    ("a meeting", "Tokayev met Xi Jinping.", "en", [("met", "CONSULT", None)]),
    ("talks, the noun", "Talks between Bishkek and Dushanbe ended.", "en", [("Talks", "CONSULT", None)]),
    ("a visit", "Tokayev visited Beijing.", "en", [("visited", "CONSULT", "visit")]),
    ("support", "Russia endorsed Kazakhstan.", "en", [("endorsed", "SUPPORT", None)]),
    ("an apology", "The minister apologized.", "en", [("apologized", "CONCEDE", None)]),
    (
        "sanctions lifted",
        "China lifted the sanctions.",
        "en",
        [("lifted", "CONCEDE", None), ("sanctions", "SANCTION", None)],
    ),
    ("flights resumed", "Uzbekistan resumed flights.", "en", [("resumed flights", "COOPERATE", None)]),
    ("aid", "China donated buses to Kyrgyzstan.", "en", [("donated", "AID", None)]),
    ("troops pulled out", "Russia withdrew its troops.", "en", [("withdrew", "RETREAT", "withdraw")]),
    ("a resignation", "The mayor resigned.", "en", [("resigned", "RETREAT", "resign")]),
    ("a release", "The police released five activists.", "en", [("released", "RETREAT", "release")]),
    ("a demand", "Kazakhstan demanded a refund.", "en", [("demanded", "REQUEST", None)]),
    ("an accusation", "Bishkek accused Dushanbe.", "en", [("accused", "ACCUSE", "allege")]),
    ("a condemnation", "Russia condemned the law.", "en", [("condemned", "ACCUSE", "disapprove")]),
    ("an investigation", "Police investigated the fire.", "en", [("investigated", "ACCUSE", "investigate")]),
    ("a refusal", "Turkmenistan rejected the offer.", "en", [("rejected", "REJECT", None)]),
    ("a threat", "China threatened Russia.", "en", [("threatened", "THREATEN", None)]),
    ("a rally", "Residents rallied in Osh.", "en", [("rallied", "PROTEST", "demo")]),
    ("a hunger strike", "Miners went on hunger strike.", "en", [("went on hunger strike", "PROTEST", "hunger")]),
    ("sanctions imposed", "Russia imposed sanctions on China.", "en", [("imposed sanctions on", "SANCTION", None)]),
    ("a sentence", "A court sentenced five activists.", "en", [("sentenced", "SANCTION", "convict")]),
    ("an expulsion", "Russia expelled three diplomats.", "en", [("expelled", "SANCTION", "expel")]),
    ("a deployment", "Uzbekistan deployed troops.", "en", [("deployed", "MOBILIZE", "troops")]),
    ("an arrest", "Police detained five activists.", "en", [("detained", "COERCE", "arrest")]),
    ("sites blocked", "Kazakhstan blocked six websites.", "en", [("blocked", "COERCE", "censor")]),
    ("a ban", "Tajikistan banned the party.", "en", [("banned", "COERCE", "ban")]),
    ("a deportation", "Russia deported migrants.", "en", [("deported", "COERCE", "deport")]),
    ("an attack", "Residents attacked workers.", "en", [("attacked", "ASSAULT", None)]),
    ("shots", "Guards shot at villagers.", "en", [("shot", "ASSAULT", "firearms")]),
    ("shelling, the noun", "The shelling stopped.", "en", [("shelling", "ASSAULT", "heavy-weapons")]),
    ("a kidnapping", "Gunmen kidnapped a trader.", "en", [("kidnapped", "ASSAULT", "abduct")]),
    ("a blast", "A blast shook Osh.", "en", [("blast", "ASSAULT", "explosives")]),
    (
        "soglashenie",
        "Казахстан и Китай подписали соглашение.",
        "ru",
        [("подписали", "AGREE", None), ("соглашение", "AGREE", None)][:1],
    ),
    ("a Russian meeting", "Токаев встретился с Си Цзиньпином.", "ru", [("встретился", "CONSULT", None)]),
    ("a Russian visit", "Делегация посетила Синьцзян.", "ru", [("посетила", "CONSULT", "visit")]),
    ("Russian talks", "Переговоры между Бишкеком и Душанбе завершились.", "ru", [("Переговоры", "CONSULT", None)]),
    ("Russian arrests", "Полиция задержала троих активистов.", "ru", [("задержала", "COERCE", "arrest")]),
    ("a Russian attack", "Жители напали на рабочих.", "ru", [("напали", "ASSAULT", None)]),
    ("a Russian rally", "В Оше прошёл митинг.", "ru", [("митинг", "PROTEST", "demo")]),
    ("Russian sanctions", "Россия ввела санкции против Китая.", "ru", [("ввела санкции", "SANCTION", None)]),
    ("Russian sites blocked", "Власти заблокировали сайты.", "ru", [("заблокировали", "COERCE", "censor")]),
    ("a Russian refusal", "Ашхабад отверг предложение.", "ru", [("отверг", "REJECT", None)]),
    ("a Russian sentence", "Суд приговорил бывшего министра.", "ru", [("приговорил", "SANCTION", "convict")]),
    ("Russian flights", "Узбекистан возобновил рейсы.", "ru", [("возобновил", "COOPERATE", None)]),
]

NOTHING = [
    ("a heart attack", "He suffered a heart attack."),
    ("the month of March", "It snowed in March."),
    ("riot control", "They sold riot control gear."),
    ("a name", "He reads the Almaty Protest Review."),
    ("a meeting of roads", "The road meets the rail line."),
    ("in charge", "She was in charge."),
    ("an apartment block", "The apartment block is new."),
    ("nothing happens", "The weather is fine."),
    ("empty", ""),
]

SIDES = [
    # what it shows, text, language, actors, recipients as (words, actor, country)
    ("active", "Police detained five activists.", "en", [("Police", None, None)], [("activists", None, None)]),
    ("passive", "Five activists were detained by police.", "en", [("police", None, None)], [("activists", None, None)]),
    ("passive without an agent", "Five activists were detained.", "en", [], [("activists", None, None)]),
    (
        "a country by an adjective",
        "Kyrgyz border guards shot at Tajik villagers.",
        "en",
        [("Kyrgyz border guards", None, "KG")],
        [("Tajik villagers", None, "TJ")],
    ),
    (
        "an actor of the pack",
        "Tokayev met Xi Jinping.",
        "en",
        [("Tokayev", "t:tokayev", "KZ")],
        [("Xi Jinping", "t:xi", "CN")],
    ),
    (
        "a title is no second actor",
        "President Tokayev met Xi Jinping.",
        "en",
        [("Tokayev", "t:tokayev", "KZ")],
        [("Xi Jinping", "t:xi", "CN")],
    ),
    (
        "a capital for its government",
        "Beijing expelled three diplomats.",
        "en",
        [("Beijing", None, "CN")],
        [("diplomats", None, None)],
    ),
    (
        "two actors",
        "Kazakhstan and China signed a treaty.",
        "en",
        [("Kazakhstan", None, "KZ"), ("China", None, "CN")],
        [],
    ),
    (
        "where it happened does not act",
        "Police in Kazakhstan detained five activists.",
        "en",
        [("Police", None, None)],
        [("activists", None, None)],
    ),
    ("against", "China imposed sanctions against Russia.", "en", [("China", None, "CN")], [("Russia", None, "RU")]),
    (
        "between",
        "Talks between Bishkek and Dushanbe ended.",
        "en",
        [("Bishkek", None, "KG")],
        [("Dushanbe", None, "TJ")],
    ),
    (
        "a body's delegation",
        "The Kyrgyz Interior Ministry's delegation visited Almaty.",
        "en",
        [("Kyrgyz Interior Ministry's delegation", "t:kg-mvd", "KG")],
        [],
    ),
    (
        "an amount is skipped",
        "Hundreds of residents attacked workers.",
        "en",
        [("residents", None, None)],
        [("workers", None, None)],
    ),
    (
        "an aside before the verb",
        "Rashid Meredov, the minister, met Xi Jinping.",
        "en",
        [("Rashid Meredov", "t:meredov", "TM")],
        [("Xi Jinping", "t:xi", "CN")],
    ),
    (
        "by, behind a noun",
        "An attack by militants on guards failed.",
        "en",
        [("militants", None, None)],
        [("guards", None, None)],
    ),
    (
        "Russian, active",
        "Кыргызские пограничники атаковали жителей.",
        "ru",
        [("Кыргызские пограничники", None, "KG")],
        [("жителей", None, None)],
    ),
    ("Russian, passive", "Пятеро журналистов задержаны.", "ru", [], [("журналистов", None, None)]),
    (
        "Russian, a body's delegation",
        "Делегация МВД Кыргызстана посетила Алматы.",
        "ru",
        [("Делегация МВД Кыргызстана", "t:kg-mvd", "KG")],
        [],
    ),
]

REALITY = [
    ("told as happened", "Police detained five activists.", "en", "happened"),
    ("will", "Tokayev will visit Beijing.", "en", "planned"),
    ("plans to", "Russia plans to deploy troops.", "en", "planned"),
    ("a headline's to", "Tokayev to visit Beijing", "en", "planned"),
    ("not", "Police did not detain activists.", "en", "denied"),
    ("will not", "China will not send troops to Tajikistan.", "en", "denied"),
    ("never", "China never sent troops to Tajikistan.", "en", "denied"),
    ("may", "Russia may withdraw troops.", "en", "hypothetical"),
    ("if", "Police warned what happens if residents attack workers.", "en", "hypothetical"),
    ("a denial around it", "Tajikistan denied that its troops shelled the village.", "en", "denied"),
    ("a plain claim around it", "Tajikistan said that its troops shelled the village.", "en", "happened"),
    ("Russian, will not", "Китай не будет размещать войска.", "ru", "denied"),
    ("Russian, plans", "Токаев планирует посетить Пекин.", "ru", "planned"),
    ("Russian, may", "Россия может вывести войска.", "ru", "hypothetical"),
]


def sides(page, participants):
    return [(each.span.of(page.text), each.actor, each.country) for each in participants]


@pytest.mark.parametrize(("intent", "text", "language", "expected"), TYPED, ids=[case[0] for case in TYPED])
def test_types(read_page, intent, text, language, expected):
    found = [(event.trigger[0].of(text), event.type, event.mode) for event in read_page(text, language).events]
    assert found == expected


@pytest.mark.parametrize(("intent", "text"), NOTHING, ids=[case[0] for case in NOTHING])
def test_no_event(read_page, intent, text):
    assert read_page(text).events == ()


@pytest.mark.parametrize(("intent", "text", "language", "actors", "recipients"), SIDES, ids=[case[0] for case in SIDES])
def test_sides(read_page, intent, text, language, actors, recipients):
    page = read_page(text, language)
    event = page.events[0]
    assert (sides(page, event.actors), sides(page, event.recipients)) == (actors, recipients)


@pytest.mark.parametrize(("intent", "text", "language", "reality"), REALITY, ids=[case[0] for case in REALITY])
def test_reality(read_page, intent, text, language, reality):
    assert {event.reality for event in read_page(text, language).events} == {reality}


def test_the_date_stands_in_the_sentence(read_page):
    assert read_page("Police detained five activists on June 9, 2019.").events[0].date == "2019-06-09"


def test_the_day_of_publication_is_no_date(read_page):
    assert read_page("It rained on June 9, 2019. Police detained five activists.").events[0].date is None


@pytest.mark.parametrize(
    ("intent", "text", "place"),
    [
        ("the most specific", "In Kazakhstan, police detained five activists in Almaty.", 1526384),
        ("not where somebody comes from", "Guards from Batken attacked workers.", None),
        ("not the acting government", "Beijing expelled three diplomats.", None),
        ("not the target of sanctions", "Russia imposed sanctions on China.", None),
        ("a capital behind in", "Police detained five activists in Bishkek.", 1528675),
        ("a place visited", "Tokayev visited Xinjiang.", 1529047),
        ("none in the sentence", "They flew to Osh. Police detained five activists.", None),
    ],
)
def test_place(read_page, intent, text, place):
    assert read_page(text).events[0].place == place


def test_a_verb_joined_by_and_keeps_its_subject(read_page):
    page = read_page("Police detained five activists and expelled three diplomats.")
    assert [sides(page, event.actors) for event in page.events] == [[("Police", None, None)]] * 2
