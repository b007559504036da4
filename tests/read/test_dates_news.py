"""Dates in sentences as news of the region write them: a day of publication, a text, the mentions expected in it.

A mention is told as `passage = value | timex`, `-` standing for None; where both are the same, the value stands once.
"""

import datetime

import pytest
from msgspec.structs import replace

from jarchi.read import day_of
from jarchi.read.dates import DateReader
from jarchi.read.page import Page
from jarchi.read.sentences import SentenceReader

FRIDAY = "2023-07-07T09:30:00+06:00"
MONDAY = "2022-01-10T23:40:00+05:00"
LEAP = "2024-03-01T00:10:00+05:00"

NEWS = [
    # Days told by name, by date, by both.
    (FRIDAY, "The council met in Bishkek on Tuesday.", ["Tuesday = 2023-07-04"]),
    (FRIDAY, "Tokayev flew to Dushanbe Thursday, his office said.", ["Thursday = 2023-07-06"]),
    (FRIDAY, "The Tuesday session was closed to the press.", ["Tuesday = 2023-07-04"]),
    (FRIDAY, "Sunday's vote was calm in Osh.", ["Sunday = 2023-07-02"]),
    (FRIDAY, "The two presidents will meet on Wednesday.", ["Wednesday = 2023-07-12"]),
    (FRIDAY, "The ministry said on Monday that the border would reopen.", ["Monday = 2023-07-03"]),
    (FRIDAY, "Last Saturday the road was cut.", ["Last Saturday = 2023-07-01"]),
    (FRIDAY, "The court sits again next Thursday.", ["next Thursday = 2023-07-13"]),
    (FRIDAY, "It opened on Sunday, 2 July, in Naryn.", ["Sunday, 2 July = 2023-07-02"]),
    (FRIDAY, "The pact of August 31, 1991 still holds.", ["August 31, 1991 = 1991-08-31"]),
    (FRIDAY, "He was born on the 5th of May 1964.", ["the 5th of May 1964 = 1964-05-05"]),
    (FRIDAY, "The line was agreed on Sept. 16, 2021.", ["Sept. 16, 2021 = 2021-09-16"]),
    (FRIDAY, "Clashes began on April 28 near the canal.", ["April 28 = 2023-04-28"]),
    (FRIDAY, "The census will begin on 20 October.", ["20 October = 2023-10-20"]),
    (FRIDAY, "The order, dated 2022-11-30, was kept secret.", ["2022-11-30 = 2022-11-30"]),
    (FRIDAY, "The act of 23.03.2019 was repealed.", ["23.03.2019 = 2019-03-23"]),
    (FRIDAY, "Monday of last week was a day of mourning.", ["Monday of last week = 2023-06-26"]),
    (FRIDAY, "It was signed on 5 June this year.", ["5 June this year = 2023-06-05"]),
    (FRIDAY, "Protests broke out in Nukus on July 1 last year.", ["July 1 last year = 2022-07-01"]),
    (FRIDAY, "It was built before the day before yesterday.", ["the day before yesterday = 2023-07-05"]),
    (FRIDAY, "Talks resume the day after tomorrow.", ["the day after tomorrow = 2023-07-09"]),
    (FRIDAY, "Yesterday the som fell.", ["Yesterday = 2023-07-06"]),
    (FRIDAY, "He told Kabar This Morning on Monday that prices had risen.", ["Monday = 2023-07-03"]),
    (FRIDAY, "Tomorrow the som may fall.", ["Tomorrow = 2023-07-08"]),
    (FRIDAY, "Ten days ago the pass was closed by snow.", ["Ten days ago = 2023-06-27"]),
    # Months, years, decades, centuries.
    (FRIDAY, "Inflation slowed in June, the bank said.", ["June = 2023-06"]),
    (FRIDAY, "The March accession was delayed.", ["March = 2023-03"]),
    (FRIDAY, "The summit was held in September 2022.", ["September 2022 = 2022-09"]),
    (FRIDAY, "Exports doubled last month.", ["last month = 2023-06"]),
    (FRIDAY, "Gas prices rise next month.", ["next month = 2023-08"]),
    (FRIDAY, "It has been open since last November.", ["last November = 2022-11"]),
    (FRIDAY, "In October of last year the dam was closed.", ["October of last year = 2022-10"]),
    (FRIDAY, "The pipeline opened in 2009.", ["2009 = 2009"]),
    (FRIDAY, "Kyrgyzstan's 2010 revolution began in Talas.", ["2010 = 2010"]),
    (FRIDAY, "Unrest followed in 2005, 2010 and 2020.", ["2005 = 2005", "2010 = 2010", "2020 = 2020"]),
    (FRIDAY, "Turnout fell this year.", ["this year = 2023"]),
    (FRIDAY, "The plant will open next year.", ["next year = 2024"]),
    (FRIDAY, "Five years ago there was no road.", ["Five years ago = 2018"]),
    (FRIDAY, "Two months ago he resigned.", ["Two months ago = 2023-05"]),
    (FRIDAY, "A year ago the sea was wider.", ["A year ago = 2022"]),
    (FRIDAY, "The canal dates from the 1950s.", ["the 1950s = 195X | 195"]),
    (FRIDAY, "Many left in the nineties.", ["the nineties = 199X | 199"]),
    (FRIDAY, "It is a 19th century fort.", ["19th century = 18XX | 18"]),
    (FRIDAY, "Trade grew over this decade.", ["this decade = 202X | 202"]),
    (FRIDAY, "The fort fell in 1865 to the tsar's men.", ["1865 = 1865"]),
    # Weeks, weekends, quarters, halves, seasons, fiscal years.
    (FRIDAY, "The envoy left last week.", ["last week = 2023-06-26/2023-07-02 | 2023-W26"]),
    (FRIDAY, "Parliament votes this week.", ["this week = 2023-07-03/2023-07-09 | 2023-W27"]),
    (FRIDAY, "The mission arrives next week.", ["next week = 2023-07-10/2023-07-16 | 2023-W28"]),
    (FRIDAY, "Two weeks ago the valley flooded.", ["Two weeks ago = 2023-06-19/2023-06-25 | 2023-W25"]),
    (FRIDAY, "Shots were heard over the weekend.", ["the weekend = 2023-07-01/2023-07-02 | 2023-W26-WE"]),
    (FRIDAY, "The bazaar is closed this weekend.", ["this weekend = 2023-07-08/2023-07-09 | 2023-W27-WE"]),
    (FRIDAY, "Output rose in the first quarter.", ["the first quarter = 2023-33 | 2023-Q1"]),
    (FRIDAY, "Output rose in the fourth quarter.", ["the fourth quarter = 2022-36 | 2022-Q4"]),
    (FRIDAY, "Second-quarter output rose in Osh.", ["Second-quarter = 2023-34 | 2023-Q2"]),
    (FRIDAY, "It fell in the second quarter of last year.", ["the second quarter of last year = 2022-34 | 2022-Q2"]),
    (FRIDAY, "Q3 2022 was better than Q2 2022.", ["Q3 2022 = 2022-35 | 2022-Q3", "Q2 2022 = 2022-34 | 2022-Q2"]),
    (FRIDAY, "Remittances fell in the first half of 2023.", ["the first half of 2023 = 2023-40 | 2023-H1"]),
    (FRIDAY, "It lost money in fiscal 2022.", ["fiscal 2022 = 2022~ | 2022"]),
    (FRIDAY, "In the fiscal second quarter it grew.", ["the fiscal second quarter = 2023~ | 2023-Q2"]),
    (FRIDAY, "Herders move in the summer.", ["the summer = 2023-22 | 2023-SU"]),
    (FRIDAY, "The pass is open this summer.", ["this summer = 2023-22 | 2023-SU"]),
    (FRIDAY, "Power failed last winter.", ["last winter = 2022-24 | 2022-WI"]),
    (FRIDAY, "Rails will be laid next spring.", ["next spring = 2024-21 | 2024-SP"]),
    (FRIDAY, "Locusts came in the spring of 2021.", ["the spring of 2021 = 2021-21 | 2021-SP"]),
    (MONDAY, "This winter the grid failed.", ["This winter = 2021-24 | 2021-WI"]),
    # Fuzzy times.
    (FRIDAY, "Early last year the post was shut.", ["Early last year = 2022-01/2022-04~ | 2022"]),
    (FRIDAY, "Late last month the post was shut.", ["Late last month = 2023-06-21~/2023-06-30 | 2023-06"]),
    (FRIDAY, "At the end of November snow fell.", ["the end of November = 2022-11-21~/2022-11-30 | 2022-11"]),
    (FRIDAY, "At the beginning of 2020 he left.", ["the beginning of 2020 = 2020-01/2020-04~ | 2020"]),
    (FRIDAY, "In mid-August 2022 fires spread.", ["mid-August 2022 = 2022-08-11~/2022-08-20~ | 2022-08"]),
    (FRIDAY, "In the late 1980s the sea split.", ["late 1980s = 1987~/1989 | 198"]),
    (FRIDAY, "The deal is due late next week.", ["late next week = 2023-07-13~/2023-07-16 | 2023-W28"]),
    (FRIDAY, "Around 2015 the mine opened.", ["Around 2015 = 2015~ | 2015"]),
    (FRIDAY, "He was freed about three years ago.", ["about three years ago = 2020~ | 2020"]),
    (FRIDAY, "Earlier this week the river rose.", ["Earlier this week = 2023-07-03/2023-07-09 | 2023-W27"]),
    (FRIDAY, "Later this month they vote.", ["Later this month = 2023-07 | 2023-07"]),
    (FRIDAY, "It should be ready by year's end.", ["year's end = 2023 | 2023"]),
    (FRIDAY, "In recent weeks queues have grown.", ["recent weeks = - | PXW"]),
    (FRIDAY, "Over the past few years wages rose.", ["the past few years = - | PXY"]),
    (FRIDAY, "In the coming days rain is expected.", ["the coming days = - | PXD"]),
    (FRIDAY, "Several years ago it was a desert.", ["Several years ago = - | PAST_REF"]),
    (FRIDAY, "For decades nobody asked.", ["decades = - | PXDE"]),
    (FRIDAY, "For months she heard nothing.", ["months = - | PXM"]),
    # The past, the present, the future.
    (FRIDAY, "He is now in Almaty.", ["now = - | PRESENT_REF"]),
    (FRIDAY, "The plant currently stands idle.", ["currently = - | PRESENT_REF"]),
    (FRIDAY, "The law was recently amended.", ["recently = - | PAST_REF"]),
    (FRIDAY, "The recent floods cut the road.", ["recent = - | PAST_REF"]),
    (FRIDAY, "The road will soon be paved.", ["soon = - | FUTURE_REF"]),
    (FRIDAY, "Come as soon as possible.", []),
    (FRIDAY, "In the near future a bridge is planned.", ["the near future = - | FUTURE_REF"]),
    (FRIDAY, "In the past, herders crossed freely.", ["the past = - | PAST_REF"]),
    (FRIDAY, "These days few do.", ["These days = - | PRESENT_REF"]),
    # Lengths of time.
    (FRIDAY, "The blackout lasted 24 hours.", ["24 hours = PT24H"]),
    (FRIDAY, "A 30-day state of emergency began.", ["30-day = P30D"]),
    (FRIDAY, "He served a three-year term.", ["three-year = P3Y"]),
    (FRIDAY, "For more than two decades he ruled.", ["more than two decades = P20Y"]),
    (FRIDAY, "It was shut for a decade.", ["a decade = P10Y"]),
    (FRIDAY, "It took almost a decade.", ["almost a decade = P10Y"]),
    (FRIDAY, "Half a century later nothing is left.", ["Half a century later = -"]),
    (FRIDAY, "The queue moved every half an hour.", ["half an hour = PT30M"]),
    (FRIDAY, "Talks dragged on for the last five years.", ["the last five years = P5Y"]),
    (FRIDAY, "The next three months will be dry.", ["The next three months = P3M"]),
    (FRIDAY, "It holds for at least 72 hours.", ["at least 72 hours = PT72H"]),
    (FRIDAY, "They drove two and then 3.5 hours.", ["3.5 hours = PT3.5H"]),
    (FRIDAY, "It needs two to three weeks.", ["two to three weeks = - | PXW"]),
    (FRIDAY, "Works take 12-18 months.", ["12-18 months = - | PXM"]),
    (FRIDAY, "A hundred years are nothing.", ["A hundred years = P100Y"]),
    (FRIDAY, "It stood for a couple of weeks.", ["a couple of weeks = P2W"]),
    (FRIDAY, "The fast lasts a month.", ["a month = P1M"]),
    (FRIDAY, "In the first six months of 2023, trade grew.", ["the first six months = P6M", "2023 = 2023"]),
    # What comes again.
    (FRIDAY, "Trains run every Monday.", ["every Monday = XXXX-WXX-1"]),
    (FRIDAY, "The bazaar is shut on Mondays.", ["Mondays = XXXX-WXX-1"]),
    (FRIDAY, "Pensions are paid monthly.", ["monthly = XXXX-XX | P1M"]),
    (FRIDAY, "The forum is held annually.", ["annually = XXXX | P1Y"]),
    (FRIDAY, "Flights leave twice a week.", ["twice a week = XXXX-WXX | P1W"]),
    (FRIDAY, "It floods every spring.", ["every spring = XXXX-21 | XXXX-SP"]),
    (FRIDAY, "They vote every five years.", ["every five years = - | P5Y"]),
    (FRIDAY, "Water comes every other day.", ["every other day = - | P2D"]),
    (FRIDAY, "It is marked every March.", ["every March = XXXX-03"]),
    (FRIDAY, "It carries 5 million tonnes a year.", ["a year = XXXX | P1Y"]),
    # Times of day.
    (FRIDAY, "Polls open at 8 a.m. Sunday.", ["8 a.m. Sunday = 2023-07-02T08:00"]),
    (FRIDAY, "Polls opened at 8:30 a.m.", ["8:30 a.m. = T08:30 | 2023-07-07T08:30"]),
    (FRIDAY, "The quake struck at 1430 GMT.", ["1430 GMT = T14:30 | 2023-07-07T14:30"]),
    (FRIDAY, "At noon Thursday sirens sounded.", ["noon Thursday = 2023-07-06T12:00"]),
    (
        FRIDAY,
        "The truce began at 16:00 local time on June 30.",
        ["16:00 local time = T16:00 | 2023-06-30T16:00", "June 30 = 2023-06-30"],
    ),
    (FRIDAY, "Shells fell on Thursday night.", ["Thursday night = 2023-07-06 | 2023-07-06TNI"]),
    (FRIDAY, "Yesterday morning they left.", ["Yesterday morning = 2023-07-06 | 2023-07-06TMO"]),
    (FRIDAY, "The council sat last night.", ["last night = 2023-07-06 | 2023-07-06TNI"]),
    (FRIDAY, "This evening he speaks.", ["This evening = 2023-07-07 | 2023-07-07TEV"]),
    (FRIDAY, "The curfew starts at midnight.", ["midnight = - | 2023-07-07T24:00"]),
    # Ranges.
    (FRIDAY, "He visited on June 19-23.", ["June 19-23 = 2023-06-19/2023-06-23"]),
    (FRIDAY, "From 28 June to 3 July it rained.", ["28 June to 3 July = 2023-06-28/2023-07-03"]),
    (FRIDAY, "Between 1994 and 1997 he was abroad.", ["1994 and 1997 = 1994/1997"]),
    (FRIDAY, "The 2016-2018 plan failed.", ["2016-2018 = 2016/2018"]),
    (FRIDAY, "The 2022-23 heating season was hard.", ["2022-23 = 2022/2023"]),
    (FRIDAY, "From Monday to Wednesday shops were shut.", ["Monday to Wednesday = 2023-07-03/2023-07-05"]),
    (FRIDAY, "It snowed in March-May 2020.", ["March-May 2020 = 2020-03/2020-05"]),
    # Reckoned from the date told last.
    (
        FRIDAY,
        "The truce was signed on 14 May 2021. Two days later it broke.",
        ["14 May 2021 = 2021-05-14", "Two days later = 2021-05-16"],
    ),
    (
        FRIDAY,
        "Police came on June 30. The next day they left, and the following week they came back.",
        ["June 30 = 2023-06-30", "The next day = 2023-07-01", "the following week = 2023-07-03/2023-07-09 | 2023-W27"],
    ),
    (
        FRIDAY,
        "The dam opened in March 2015. Three months later it cracked.",
        ["March 2015 = 2015-03", "Three months later = 2015-06"],
    ),
    (FRIDAY, "He came on 3 May 1999. That year many left.", ["3 May 1999 = 1999-05-03", "That year = 1999"]),
    (
        FRIDAY,
        "On May 9, 2020 the city was empty. Later that day it rained.",
        ["May 9, 2020 = 2020-05-09", "Later that day = 2020-05-09"],
    ),
    (FRIDAY, "He came in 2019. Two days later he left.", ["2019 = 2019", "Two days later = - | -"]),
    (
        FRIDAY,
        "Profit rose in the first quarter of 2023 from a year earlier.",
        ["the first quarter of 2023 = 2023-33 | 2023-Q1", "a year earlier = 2022-33 | 2022-Q1"],
    ),
    (FRIDAY, "The plant shut in December, and again in May.", ["December = 2022-12", "May = 2023-05"]),
    (FRIDAY, "Over the past 24 hours snow fell.", ["the past 24 hours = PT24H"]),
    (FRIDAY, "He spoke three times a day.", ["three times a day = XXXX-XX-XX | P1D"]),
    (FRIDAY, "The fall of the government was slow.", []),
    (FRIDAY, "It was a two-hour-long walk.", ["two-hour-long = PT2H"]),
    (FRIDAY, "A month before the vote he fled.", ["A month = P1M"]),
    (FRIDAY, "More than a year ago it burned.", ["More than a year ago = 2022"]),
    (FRIDAY, "It lasted over two days.", ["over two days = P2D"]),
    (FRIDAY, "Trade grew over the last two years.", ["the last two years = P2Y"]),
    # Holidays.
    (FRIDAY, "Nowruz was marked quietly.", ["Nowruz = 2023-03-21"]),
    (FRIDAY, "Victory Day 2020 was different.", ["Victory Day 2020 = 2020-05-09"]),
    # The turn of a year, a leap day, the zone of publication.
    (MONDAY, "On January 5 the airport fell.", ["January 5 = 2022-01-05"]),
    (MONDAY, "On December 31 it was calm.", ["December 31 = 2021-12-31"]),
    (MONDAY, "Last week troops came.", ["Last week = 2022-01-03/2022-01-09 | 2022-W01"]),
    (MONDAY, "Last month prices doubled.", ["Last month = 2021-12"]),
    (MONDAY, "On Monday the troops left.", ["Monday = 2022-01-10"]),
    (LEAP, "Yesterday was the coldest day.", ["Yesterday = 2024-02-29"]),
    (LEAP, "A week ago it was warm.", ["A week ago = 2024-02-19/2024-02-25 | 2024-W08"]),
    (LEAP, "It closed on February 29.", ["February 29 = 2024-02-29"]),
    # No dates.
    (FRIDAY, "The 40-year-old from Osh is 2 metres tall.", []),
    (FRIDAY, "A quarter of the herd died.", []),
    (FRIDAY, "Theresa May and April Smith met Ms. June.", []),
    (FRIDAY, "They may march on.", []),
    (FRIDAY, "About 2000 herders and 1950 sheep crossed.", []),
    (FRIDAY, "Three quarters of the land is steppe.", []),
]


def told(published, text):
    page = Page(text=text, language="en", published=day_of(published))
    page = replace(page, sentences=SentenceReader().read(page))
    given = []
    for date in DateReader().read(page):
        value, timex = date.value or "-", date.timex or "-"
        given.append(f"{date.span.of(text)} = {value}" + (f" | {timex}" if timex != value else ""))
    return given


@pytest.mark.parametrize(("published", "text", "expected"), NEWS, ids=[case[1] for case in NEWS])
def test_news_of_the_region(published, text, expected):
    wanted = [one.partition(" | ") for one in expected]
    same = [f"{head}{bar}{timex}" if timex != head.partition(" = ")[2] else head for head, bar, timex in wanted]
    assert told(published, text) == same


def test_the_day_of_publication_is_that_of_its_zone():
    assert told("2023-07-07T00:30:00+06:00", "He left yesterday.") == ["yesterday = 2023-07-06"]
    assert told("2023-07-06T18:30:00+00:00", "He left yesterday.") == ["yesterday = 2023-07-05"]


@pytest.mark.parametrize("year", [1, 2, 9999])
def test_the_ends_of_the_calendar_are_no_error(year):
    text = "Yesterday, last week, next week, two years ago, last century, on Monday, on March 5, this winter."
    page = Page(text=text, language="en", published=datetime.date(year, 1 if year < 9 else 12, 1 if year < 9 else 31))
    for date in DateReader().read(replace(page, sentences=SentenceReader().read(page))):
        assert date.span.of(text)


BAD = [
    "in year 0 and in 0000, in 9999 and 99999",
    "on 31 June 2020 and 29 February 2023 and 0 March 2019",
    "9" * 1000 + " years ago, in " + "1" * 1000 + " and " + "7" * 1000 + " March 2019",
    "at 99:99, 24:61 and 2560 GMT",
    "in the 0s and the 99th century, 13/13/2019",
    "\u202eMarch 2019\u202c \u200fin",
    "0 days, 0.0 hours, -5 days",
]


@pytest.mark.parametrize("text", BAD)
def test_bad_input_gives_no_invented_value(text):
    page = Page(text=text, language="en", published=datetime.date(2023, 7, 7))
    values = {date.value for date in DateReader().read(replace(page, sentences=SentenceReader().read(page)))}
    assert values <= {None, "2019-03", "2019", "P5D"}


def test_arabic_indic_digits_are_read_like_others():
    assert told(FRIDAY, "on ٢٣ March ٢٠١٩ for ٣.٥ hours") == ["٢٣ March ٢٠١٩ = 2019-03-23", "٣.٥ hours = PT3.5H"]


EVENTS = [
    ("The minister met rebels on Monday, the ministry said on Tuesday.", "2023-07-03"),
    ("The ministry said on Tuesday that troops had attacked the village.", None),
    ("Troops attacked the village on Sunday.", "2023-07-02"),
    ("Troops attacked the village this morning.", "2023-07-07"),
]


@pytest.mark.parametrize(("text", "date"), EVENTS, ids=[case[0] for case in EVENTS])
def test_an_event_is_dated_when_it_happened_not_when_it_was_said(read_page, text, date):
    assert read_page(text).events[0].date == date
