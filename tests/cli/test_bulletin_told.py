"""`jarchi bulletin --dry-run`: what the terminal shows of a bulletin."""

from jarchi.cli.bulletin import told
from jarchi.records.bulletins import Bulletin, Coverage, Item, Line, Section, Unread, Withheld


def item(headline: str, *, brief: bool = False) -> Item:
    line = Line("The bridge\nfell.", (), source="wire", said_by="the mayor")
    return Item("s1", headline, (line,), why="1 independent source in 1 report", brief=brief)


def test_a_bulletin_is_told_with_its_reasons() -> None:
    made = Bulletin(
        "everything/2023-06-19--2023-06-25",
        "Everything",
        "everything",
        "2023-06-19",
        "2023-06-25",
        (Section("AA", "Upland", (item("A bridge falls"), item("A road opens", brief=True))),),
        withheld=(Withheld("s1", "a1", "Ten\nfell.", "the number 10 is not there"),),
        coverage=(Coverage("AA", "Upland", 2, 1, articles=3),),
        unread=(Unread("http-404", 2, "gone"),),
    )
    assert list(told(made)) == [
        "Everything, 2023-06-19 to 2023-06-25: 2 stories",
        "\nUPLAND",
        "\n  A bridge falls",
        "    why: 1 independent source in 1 report",
        "    | The bridge fell. [wire (the mayor)]",
        "\n  in brief: A road opens",
        "    why: 1 independent source in 1 report",
        "    | The bridge fell. [wire (the mayor)]",
        "\nWITHHELD BY THE CHECKS: 1",
        "  the number 10 is not there: Ten fell.",
        "\nCOVERAGE",
        "  Upland: 1 of 2 sources answered, 3 articles",
        "  not read: 2 × http-404",
    ]


def test_an_empty_bulletin_says_so() -> None:
    made = Bulletin("e/x", "Everything", "everything", "2023-06-19", "2023-06-25", ())
    assert next(iter(told(made))) == "Everything, 2023-06-19 to 2023-06-25: 0 stories"
