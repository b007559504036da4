"""Claims as the English network and the words around them give them: kind, speaker, certainty, polarity, who."""

from __future__ import annotations

import pytest

from jarchi.read import Reader
from jarchi.records.articles import Document
from jarchi.records.readings import Claim
from jarchi.regions import load_region

KIND = [
    ("statement", "The Kyrgyz border service said on Monday that the checkpoint had reopened."),
    ("statement", "Officials announced that the railway would cross the Torugart pass."),
    ("statement", "The mayor of Osh told reporters that the water supply had been restored."),
    ("statement", "According to the statistics committee, prices rose by four percent in June."),
    ("statement", "The company confirmed that the pipeline had been closed for repairs."),
    ("statement", '"The road is open again," a spokesman for the ministry said.'),
    ("statement", "The governor acknowledged that the dam had been built without a permit."),
    ("statement", "The report noted that wages in the north were lower than in the capital."),
    ("accusation", "The opposition party alleged that ballots had been destroyed in three districts."),
    ("accusation", "The human rights group accused the police of beating detainees."),
    ("accusation", "Tajik officials blamed Kyrgyz villagers for the clash."),
    ("accusation", "Prosecutors alleged that the former minister took bribes."),
    ("accusation", "The union criticized the government for raising fuel prices."),
    ("denial", "The foreign ministry denied that any troops had crossed the border."),
    ("denial", "The company denied reports that the mine would close."),
    ("denial", "The presidential office rejected claims that the election had been rigged."),
    ("denial", "The governor dismissed the allegations as fantasy."),
    ("promise", "The prime minister promised that pensions would be paid by March."),
    ("promise", "The president vowed to end corruption in the customs service."),
    ("promise", "The minister pledged to build two hundred schools."),
    ("promise", "The bank pledged that deposits would be returned within a month."),
    ("forecast", "The central bank predicted that inflation would fall to eight percent next year."),
    ("forecast", "Meteorologists warned that heavy snow would close mountain roads."),
    ("forecast", "The ministry forecast that the harvest would reach two million tonnes."),
    ("forecast", "Analysts expect that the currency will weaken further."),
    ("demand", "The protesters demanded that the governor resign."),
    ("demand", "The United Nations urged both sides to show restraint."),
    ("demand", "The president called on lawmakers to pass the budget."),
    ("demand", "The minister ordered the company to stop drilling."),
    ("belief", "The minister believes that the talks will resume in the spring."),
    ("belief", "Residents fear that the dam could collapse."),
    ("belief", "The ambassador hopes that the agreement will be signed in Tashkent."),
    ("belief", "Many villagers think that the land was sold illegally."),
    ("statement", "Uzbekistan's energy ministry said gas exports to China had been halted for the winter."),
    ("statement", "Turkmen state television reported that the president had opened a new port."),
    ("statement", "A police spokeswoman told the agency that three suspects were being sought."),
    ("statement", "The commission concluded that the crash was caused by ice."),
    ("accusation", "Activists accused the mayor's office of hiding the number of deaths."),
    ("denial", "The governor denied that he had ordered the arrests."),
    ("promise", "The Chinese ambassador promised that the loan would carry no conditions."),
    ("forecast", "The World Bank forecast that remittances to Tajikistan would fall by a fifth."),
    ("demand", "Lawmakers demanded that the minister explain the shortage."),
    ("belief", "Diplomats believe that the border deal will be signed before winter."),
]

SPEAKER = [
    ("official", "The interior minister said that the curfew had been lifted."),
    ("official", "A spokesman for the Uzbek government said the border would stay open."),
    ("official", "Police said two men had been detained near the bazaar."),
    ("official", "The governor of Sughd region said the road had been cleared."),
    ("official", "Prosecutors said the former mayor had left the country."),
    ("official", "The Kazakh foreign ministry said the ambassador had been recalled."),
    ("expert", "Anna Dale, an analyst at a Tashkent research institute, said the reform had stalled."),
    ("expert", "An economist said that remittances had fallen by a third."),
    ("expert", "Political scientists said the vote would change little."),
    ("expert", "A professor at the university said the glacier had shrunk by half."),
    ("witness", "Witnesses said that shots were fired near the market."),
    ("witness", "A resident of the village said the well had been dry for weeks."),
    ("witness", "Local residents said the soldiers left before dawn."),
    ("anonymous", "An official, speaking on condition of anonymity, said the deal was close."),
    ("anonymous", "A source close to the talks said that the price had been agreed."),
    ("anonymous", "Two sources familiar with the matter said the minister would resign."),
    ("anonymous", "Unnamed officials said the loan had been refused."),
    ("agency", "Reuters reported that the pipeline had been shut down."),
    ("agency", "The news agency Kabar reported that the talks had ended."),
    ("agency", "Interfax reported that the summit would be held in Astana."),
    ("media", "The newspaper reported that the factory had been sold."),
    ("media", "State television reported that the president had returned."),
    ("document", "The report said that air quality in the capital had worsened."),
    ("document", "The indictment said that the money was moved abroad."),
    ("document", "The survey found that most families depend on remittances."),
    ("organization", "The company said that production had fallen in the second quarter."),
    ("organization", "Human Rights Watch said that the lawyer had been beaten."),
    ("organization", "The opposition party said that its members had been arrested."),
    ("organization", "The World Bank said the economy would grow by five percent."),
    ("private", "The driver said that the brakes had failed on the mountain road."),
    ("private", "Her mother said that the girl had not come home from school."),
    ("private", "A farmer said that the frost had killed his apricot trees."),
]

CERTAINTY = [
    ("certain", "The ministry said that the bridge had been closed."),
    ("certain", "The minister said that the troops left the valley on 9 May."),
    ("certain", "The mayor confirmed that the fire had destroyed four houses."),
    ("certain", "The agency reported that the train arrived in Almaty on Friday."),
    ("probable", "The minister said that the road would likely reopen in April."),
    ("probable", "Officials said the fire was probably caused by a short circuit."),
    ("probable", "The bank said that rates were expected to rise."),
    ("probable", "The spokesman said the men were apparently farmers."),
    ("possible", "The ministry said that the dam may overflow."),
    ("possible", "Analysts said the currency could lose a tenth of its value."),
    ("possible", "The governor said that the school might be moved to another village."),
    ("possible", "Police said the attack was possibly planned abroad."),
    ("unknown", "The agency said that the minister had reportedly resigned."),
    ("unknown", "Prosecutors said the guards had allegedly taken bribes."),
    ("certain", "The spokesman said that four trucks had crossed at Irkeshtam."),
    ("probable", "The ministry said that water levels were likely to fall in July."),
    ("probable", "The envoy said a visit to Dushanbe was expected in the autumn."),
    ("possible", "The committee said that some ballots might have been counted twice."),
    ("possible", "The expert said perhaps half of the migrants would return."),
    ("unknown", "The newspaper said the general had allegedly sold army fuel."),
]

POLARITY = [
    ("denied", "The ministry denied that its guards had opened fire."),
    ("denied", "The company denied that wages were late."),
    ("denied", "Tajikistan denied that its soldiers had crossed the river."),
    ("denied", "The mayor's office denied reports of a water shortage."),
    ("affirmed", "The ministry confirmed that its guards had opened fire."),
    ("affirmed", "The company admitted that wages were late."),
    ("affirmed", "The ministry said that no shots had been fired."),
    ("affirmed", "The governor said the village had not been flooded."),
    ("denied", "The presidential spokesman denied that a snap election was planned."),
    ("denied", "Uzbek officials denied that gas supplies had been cut."),
    ("affirmed", "The presidential spokesman confirmed that a snap election was planned."),
    ("affirmed", "Uzbek officials said that gas supplies had not been cut."),
]

UNVERIFIED = [
    (True, "A border guard said planes had bombed the post. The claim could not be independently verified."),
    (True, "The group said it had killed ten soldiers. The report could not be verified."),
    (False, "A border guard said planes had bombed the post. The ministry opened an inquiry."),
    (False, "The committee said the count had been verified by observers."),
]

WHO = [
    ("Ulan Akimov", "Ulan Akimov leads the border service. He said that the checkpoint had reopened."),
    ("Akimov", "Ulan Akimov leads the service. Akimov arrived in Osh on Monday. He said that the road was open."),
    ("Anna Dale", 'Anna Dale runs the clinic in Naryn. "We have no medicine," she said.'),
    (None, "Ulan Akimov met Daniyar Serikov in Astana. He said that the talks had gone well."),
    (None, "He said that the checkpoint had reopened."),
    (None, "They said that the checkpoint had reopened."),
    (
        "State Border Committee",
        "On Monday the State Border Committee closed the road. The committee said that it would reopen in May.",
    ),
    (None, "The Health Committee met the Border Committee in Osh. The committee said that the talks went well."),
]

SILENT = [
    "The ministry declined to comment.",
    "The mayor could not be reached for comment.",
    "The governor did not respond to a request for comment.",
    "The road between Osh and Batken was closed on Monday after heavy snow.",
    "The two presidents met in Tashkent on Friday.",
    "Wheat prices rose by four percent in June.",
    "The festival will be held in Almaty in August.",
    "Who will pay for the new road?",
    "",
    "A",
    "...",
    "The spokesman refused to comment on the report.",
    "The ministry did not immediately respond to questions.",
    "Officials in Ashgabat could not be reached on Friday.",
    "Will the two countries open the border this year?",
    "Snow closed the Töö-Ashuu pass for three days.",
    "The new railway will link Kashgar with Andijan.",
    pytest.param(
        "The court sentenced the former mayor to nine years in prison.",
        marks=pytest.mark.xfail(strict=True, reason="the network takes a sentence passed for something said"),
    ),
    "More than two thousand people attended the fair.",
]


INSIDE = [
    ("Reuters reported that the minister said the talks would resume.", ["Reuters", "the minister"]),
    ("The agency said that the governor had promised to rebuild the bridge.", ["The agency", "the governor"]),
    ("State media reported that the foreign ministry denied the report.", ["State media", "the foreign ministry"]),
    ("The newspaper wrote that police believe the fire was set on purpose.", ["The newspaper", "police"]),
]

NAMES = [
    (
        "President Kassym-Jomart Tokayev arrived in Tashkent.",
        [("Kassym-Jomart Tokayev", "person"), ("Tashkent", "place")],
    ),
    ("Deputies questioned Sadyr Nurgozhoevich Japarov.", [("Sadyr Nurgozhoevich Japarov", "person")]),
    (
        "The court in Baku freed Elchin Mammad oglu Aliyev.",
        [("Baku", "place"), ("Elchin Mammad oglu Aliyev", "person")],
    ),
    (
        "Saida Mirziyoyeva met Gurbanguly Berdimuhamedov.",
        [("Saida Mirziyoyeva", "person"), ("Gurbanguly Berdimuhamedov", "person")],
    ),
    ("The road to Jalal-Abad and Kara-Suu was closed.", [("Jalal-Abad", "place"), ("Kara-Suu", "place")]),
    (
        "The Shanghai Cooperation Organisation met in Samarkand.",
        [("Shanghai Cooperation Organisation", "organization"), ("Samarkand", "place")],
    ),
    ("Prosecutors in Khujand charged Umed O'Nazarov.", [("Khujand", "place"), ("Umed O'Nazarov", "person")]),
    (
        "Officials of Human Rights Watch visited Gorno-Badakhshan.",
        [("Human Rights Watch", "organization"), ("Gorno-Badakhshan", "place")],
    ),
    (
        "Ruslan Karimov works for the World Bank in Almaty.",
        [("Ruslan Karimov", "person"), ("World Bank", "organization"), ("Almaty", "place")],
    ),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Give the reader as it ships."""
    return Reader(load_region("central_asia"))


def claims_in(reader: Reader, text: str) -> tuple[Claim, ...]:
    """Give the claims of a text in English."""
    document = Document(id="case", text=f"{text}\n", language="en", published="2024-03-05")
    return reader.read(document).claims if any(map(str.isalpha, text)) else ()


def values(reader: Reader, text: str, field: str) -> list[object]:
    """Give a field of all claims of a text that are not inside another."""
    return [getattr(claim, field) for claim in claims_in(reader, text) if claim.inside is None]


@pytest.mark.parametrize(("kind", "text"), KIND)
def test_kind(reader, kind, text):
    assert values(reader, text, "kind") == [kind]


@pytest.mark.parametrize(("speaker", "text"), SPEAKER)
def test_speaker(reader, speaker, text):
    assert values(reader, text, "speaker") == [speaker]


@pytest.mark.parametrize(("certainty", "text"), CERTAINTY)
def test_certainty(reader, certainty, text):
    assert values(reader, text, "certainty") == [certainty]


@pytest.mark.parametrize(("polarity", "text"), POLARITY)
def test_polarity(reader, polarity, text):
    assert values(reader, text, "polarity") == [polarity]


@pytest.mark.parametrize(("unverified", "text"), UNVERIFIED)
def test_unverified(reader, unverified, text):
    assert values(reader, text, "unverified") == [unverified]


@pytest.mark.parametrize(("who", "text"), WHO)
def test_who(reader, who, text):
    assert [span.of(text) if span else None for span in values(reader, text, "who")] == [who]


@pytest.mark.parametrize("text", SILENT)
def test_no_claim(reader, text):
    assert claims_in(reader, text) == ()


@pytest.mark.parametrize(("text", "sources"), INSIDE)
def test_a_speaker_inside_what_another_says(reader, text, sources):
    claims = claims_in(reader, text)
    assert [claim.source[0].of(text) for claim in claims] == sources
    assert [claim.inside for claim in claims] == [None, 0]


@pytest.mark.parametrize(("text", "expected"), NAMES)
def test_names(reader, text, expected):
    names = reader.read(Document(id="case", text=text, language="en", published="2024-03-05")).names
    assert [(name.span.of(text), name.kind) for name in names] == expected
