"""The finder: many claims in one query, none twice, and what is gone is not found."""

from collections.abc import Sequence

from publish_shelf import Shelf, claim, report

from jarchi.publish.finder import Finder
from jarchi.records.dossiers import Told
from jarchi.records.readings import claim_id

TEXT = "The ministry said that the road was closed."


class Counting(Shelf):
    """A shelf that counts what it is asked for."""

    asked: int = 0

    def told(self, ids: Sequence[str]) -> dict[str, Told]:
        self.asked += len(ids)
        return super().told(ids)


def test_claims_are_looked_up_once_and_together() -> None:
    said = claim(TEXT, "The ministry", "said", "the road was closed")
    told = report("a", TEXT, claims=(said,))
    shelf = Counting(told)
    finder = Finder(shelf)
    id = claim_id(told.revision.id, said)
    assert set(finder.places([id, "c0", id])) == {id}
    assert shelf.asked == 2
    assert finder.claim(id) == (told, said)
    assert finder.words(id) == (told.revision, said)
    assert finder.claim("c0") is None
    assert finder.event("e0") is None
    assert shelf.asked == 3, "only e0 was not known to be absent"
