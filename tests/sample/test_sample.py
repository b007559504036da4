"""The built-in sample: well formed, marked as invented, and holding nothing that its facts do not hold."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest

from jarchi.records.articles import Document, instant
from jarchi.sample import sample_reports, sample_sources

REPORTS = sample_reports()
DOCUMENTS = [document for _, document in REPORTS]
ARTICLES = {document.url: document for document in DOCUMENTS}

# Every number written in digits that the facts hold, by what it is in them. Thousands are written without a mark.
FIGURES = {
    "days of the month": "1 3 5 6 9 14 16 18 19 20 23 24 25 26 27 30",
    "years": "1999 2016 2018 2019 2020 2023",
    "fighters, border in km": "2000 744",
    "injured workers, attackers and their dead": "47 20 15",
    "power plants: millions of dollars, tons of gold": "386 100 493 331 64",
    "shares in percent": "24 35",
    "work permits": "14286 3412 1884 1474",
    "firms at the exhibition": "200",
}
SLIP = "474"  # a border length with two digits swapped, which the article's second text corrects

DATES = """
    30 September, 14 November, 16 November, 23 November, 18 December, 26 December, 27 December, 19 March, 9 May, 9
    June, 6 November, 23 June, 1 July, 5 July, 30 сентября, 14 ноября, 16 ноября, 23 ноября, 18 декабря, 27 декабря,
    25 декабря, 19 марта, 9 мая, 9 июня, 6 ноября, 23 июня, 1 июля, 5 июля
"""
MONTHS = (
    "January February March April May June July August September October November December "
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
).replace(" ", "|")

# Every capitalised word that stands inside an English sentence.
NAMES = """
    Abaev Afghan Afghan-Turkmen Afghanistan Airways Aleksei Almaty Ashgabat Asia Atakent August Bishkek CEIEC CIS
    CNPC CSTO Central China Chinese Collective Commonwealth Consul Council D Dahua Dauren December Deputy District
    Dunyo Dushanbe English Exclusive.kz Eximbank FacePay Friday Gazprom General Hikvision Holanews.kz Hou
    Independent India Information Informburo.kz Ishkobod Islamic January Ji Jiang July June Kabulov Kassym-Jomart
    Kazakh Kazakhs Kazakhstan Kerki Khorasan Koytendag Kunduz Kyrgyzstan Lebap Line March Mary May Meredov Military
    Miller Minister Mining Monday Naryn Nazarbaev Nazarbayev NetBlocks Network Nikolai November Nur-Sultan Nursultan
    October Oktyabr Organization Patrushev Qasym-Zhomart Qaznet Qijun RFE RL Rashid Russia Russian Security
    Semerikov September Sergek Serhetabad Shymkent State States Steppe Sunday Tajik Tajikistan Tashkent Thursday
    Time.kz Tokayev Toqaev Treaty Trust Tuesday Turkmen Turkmenistan United Urmambetov Urumqi Ustinov Uzbek
    Uzbekistan Valery Vlast.kz Wednesday Wei Wire Xinjiang Yevgeny Zamir Zhong
"""

# original -> its reprints, by the end of their addresses
LINEAGES = {
    "2018/ashgabat-answers-border-guards": ["2018/a-distortion-says-ashgabat", "2018/turkmen-reply"],
    "2018/patrushev-khorasan": ["2018/fighters-on-the-way", "2018/patrushev-warning-tajikistan"],
    "2019/tokaev-izbran": ["2019/prezident-kazahstana", "2019/vybory-bez-interneta"],
    "2019/ishkobod": ["2019/border-post-attack", "2019/attack-on-tajik-border", "2019/ishkobod-official-count"],
    "2023/delegatsiya-sintszyan": ["2023/mvd-sintszyan", "2023/urmambetov-sintszyan"],
    "2023/foreign-workers": ["2023/chinese-workers-a-quarter", "2023/work-permits-kazakhstan"],
}


def by_address(end: str) -> Document:
    (found,) = [document for url, document in ARTICLES.items() if url is not None and url.endswith("/" + end)]
    return found


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


def overlap(one: Document, other: Document) -> float:
    """Give the share of the shorter text's five-word runs that the other has too."""
    left, right = shingles(one.text), shingles(other.text)
    return len(left & right) / max(1, min(len(left), len(right)))


def numbers(document: Document) -> set[str]:
    text = f"{document.title}\n{document.text}"
    return set(re.findall(r"\d+", re.sub(r"(?<=\d)[, \u00a0](?=\d{3}\b)", "", text)))


def revised() -> list[list[Document]]:
    texts: dict[str | None, list[Document]] = {}
    for document in DOCUMENTS:
        texts.setdefault(document.url, []).append(document)
    return [several for several in texts.values() if len(several) > 1]


def test_outlets_are_invented_and_say_so() -> None:
    sources = sample_sources()
    assert len({source.id for source in sources}) == len(sources) == 8
    for source in sources:
        assert source.id.startswith("sample:")
        assert "Sample" in source.name
        assert (source.reliability, source.reason) == ("F", "invented for the sample")
        assert all(domain.endswith(".example") for domain in source.domains)
        assert source.homepage == f"https://{source.domains[0]}/"


def test_outlets_are_of_every_kind_the_sample_needs() -> None:
    sources = sample_sources()
    kinds = Counter(source.kind for source in sources)
    assert kinds == {"agency": 1, "official": 1, "state media": 1, "independent media": 4, "expert body": 1}
    owners = Counter(source.owner for source in sources if source.owner)
    assert max(owners.values()) == 2, "two outlets belong to one owner"
    assert any(source.languages[0] == "ru" for source in sources)


def test_reports_come_in_the_order_in_which_they_were_met() -> None:
    seen = [moment for moment, _ in REPORTS]
    assert seen == sorted(seen)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", moment) for moment in seen)
    for moment, document in REPORTS:
        published = instant(document.published)
        assert published is None or published < datetime.datetime.fromisoformat(moment.replace("Z", "+00:00"))


def test_counts_and_languages() -> None:
    assert (len(DOCUMENTS), len(ARTICLES)) == (66, 63)
    assert Counter(document.language for document in ARTICLES.values()) == {"en": 45, "ru": 17, "uz": 1}


def test_each_report_belongs_to_an_outlet_and_its_address() -> None:
    outlets = {source.id: source for source in sample_sources()}
    for document in DOCUMENTS:
        outlet = outlets[document.source or ""]
        assert (document.url or "").startswith(f"https://{outlet.domains[0]}/")
        assert document.language in outlet.languages


def test_every_outlet_reports() -> None:
    assert {document.source for document in DOCUMENTS} == {source.id for source in sample_sources()}


def test_ids_addresses_and_titles_are_unique_but_for_revisions() -> None:
    assert len({document.id for document in DOCUMENTS}) == len(ARTICLES)
    assert len({document.title for document in DOCUMENTS}) == len(ARTICLES)


def test_times_carry_their_zone_and_one_report_is_undated() -> None:
    undated = [document for document in DOCUMENTS if document.published is None]
    assert len(undated) == 1
    zones = {document.published[-6:] for document in DOCUMENTS if document.published}
    assert zones == {"+03:00", "+05:00", "+06:00"}


def test_three_articles_changed_after_publication() -> None:
    pairs = revised()
    assert [len(pair) for pair in pairs] == [2, 2, 2]
    for first, second in pairs:
        assert (first.id, first.title, first.published) == (second.id, second.title, second.published)
        assert first.text != second.text


def test_the_slip_stands_in_one_article_and_is_corrected_in_its_second_text() -> None:
    first, second = (document for document in DOCUMENTS if SLIP in numbers(document))
    assert first.url == second.url
    assert "474 km long" in first.text
    assert "744" not in first.text
    assert "744 km long" in second.text
    assert f"Correction: an earlier version of this report gave the length of the border as {SLIP} km." in second.text


@pytest.mark.parametrize(("original", "reprints"), LINEAGES.items())
def test_reprints_are_nearly_word_for_word(original: str, reprints: list[str]) -> None:
    first = by_address(original)
    for address in reprints:
        reprint = by_address(address)
        assert overlap(first, reprint) >= 0.85, address
        assert reprint.title != first.title
        assert instant(reprint.published) > instant(first.published)  # type: ignore[operator]


def test_reports_outside_a_lineage_are_told_in_other_words() -> None:
    lineage = {by_address(each).url: first for first, rest in LINEAGES.items() for each in [first, *rest]}
    articles = list(ARTICLES.values())
    for at, one in enumerate(articles):
        for other in articles[at + 1 :]:
            if lineage.get(one.url, one.url) != lineage.get(other.url, other.url):
                assert overlap(one, other) < 0.5, (one.url, other.url)


def test_reports_are_of_a_report_s_length() -> None:
    """All but the bare headline page and the short Uzbek text have 60 to 220 words in several paragraphs."""
    short = []
    for document in DOCUMENTS:
        words = len([word for word in document.text.split() if re.search(r"\w", word)])
        if words < 60:
            short.append(document.language)
            continue
        assert words <= 220
        assert 2 <= len(document.text.split("\n\n")) <= 6
    assert sorted(filter(None, short)) == ["en", "uz"]


def test_no_number_but_those_of_the_facts() -> None:
    allowed = {number for each in FIGURES.values() for number in each.split()}
    for document in DOCUMENTS:
        assert numbers(document) - {SLIP} <= allowed, document.url


def test_no_day_but_those_of_the_facts() -> None:
    allowed = {" ".join(each.split()) for each in DATES.split(",")}
    for document in DOCUMENTS:
        assert set(re.findall(rf"\b\d\d? (?:{MONTHS})\b", document.text)) <= allowed, document.url


def test_no_name_but_those_of_the_facts() -> None:
    allowed = set(NAMES.split())
    for document in DOCUMENTS:
        if document.language == "en":
            inside = re.findall(r"(?<=[a-z,\d)\"] )[\"(]?([A-Z][\w-]*(?:\.kz)?)", document.text)
            inside += re.findall(r"(?<=[A-Za-z] )([A-Z][\w-]*(?:\.kz)?)", document.text)
            assert set(inside) <= allowed, document.url


def test_only_words_that_the_facts_quote_are_quoted() -> None:
    for document in DOCUMENTS:
        if document.language == "en":
            quoted = re.findall(r"\"([^\"]*)\"", f"{document.title}\n{document.text}")
            assert set(quoted) <= {"unfriendly", "distortion"}, document.url


def test_no_sentence_stands_in_many_reports() -> None:
    sentences: Counter[str] = Counter()
    for document in ARTICLES.values():
        sentences.update(set(re.split(r"(?<=[.?!])\s+", document.text)))
    assert max(sentences.values()) <= 4


def test_weekdays_agree_with_the_dates_beside_them() -> None:
    """Where a report puts a weekday before a day of the month ("on Sunday, 9 June"), the calendar agrees."""
    for document in DOCUMENTS:
        year = (instant(document.published) or datetime.datetime(2019, 12, 1, tzinfo=datetime.UTC)).year
        for weekday, day, month in re.findall(r"([A-Z]\w+day), (\d+) ([A-Z]\w+)", document.text):
            assert datetime.datetime.strptime(f"{day} {month} {year}", "%d %B %Y").strftime("%A") == weekday


def test_texts_do_not_speak_of_a_sample() -> None:
    assert not [document.url for document in DOCUMENTS if "sample" in document.text.lower()]


def test_two_calls_give_the_same() -> None:
    assert sample_reports() == REPORTS
