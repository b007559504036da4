"""Rendering: the templates, with every word from outside escaped and cleaned of what HTML cannot carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from jarchi.publish import addresses, whereabouts, wording
from jarchi.publish.formats.kinds import KINDS
from jarchi.publish.marks import shown
from jarchi.publish.settings import PublishSettings
from jarchi.publish.spool import Leaf
from jarchi.publish.words import plain
from jarchi.records.regions import Region
from jarchi.records.sources import Source


class Sources:
    """The sources by id; one that the ledger does not have goes by its id."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.by_id: Mapping[str, Source] = {source.id: source for source in sources}

    def kind(self, id: str) -> str:
        """Give the class of a source, nothing where it is not known."""
        source = self.by_id.get(id)
        return source.kind if source and source.kind != "unknown" else ""

    def name(self, id: str) -> str:
        """Give the name that a source goes by."""
        source = self.by_id.get(id)
        return wording.short(source.name if source else id, 80)


class Templates:
    """The templates of a site with what all of its pages share."""

    def __init__(self, settings: PublishSettings, region: Region, sources: Sources) -> None:
        self._environment = Environment(
            loader=PackageLoader("jarchi.publish"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            finalize=_clean,
        )
        self._address = settings.address
        self._environment.filters |= _filters()
        self._environment.globals |= {
            "site": settings,
            "sources": sources,
            "names": {country.code: country.name for country in region.countries},
            "region": region.name,
            "standings": wording.STANDING,
            "opens": wording.OPEN,
            "feed_kinds": KINDS,
        }

    def root(self, place: str) -> str:
        """Give what names a page of the site to others, from the page at `place`: its address, else the way up."""
        return self._address or "../" * place.count("/")

    def render(self, template: str, place: str = "", /, **values: object) -> str:
        """Give the page that will stand at `place`; its links start from there."""
        return self._environment.get_template(template).render(page=place, root="../" * place.count("/"), **values)


def _clean(value: object) -> object:
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def leaf_days(leaf: Leaf) -> str:
    """Give the days that the rows of a page of a list lie in, as a period in words."""
    moments = sorted(row.moment[:10] for row in leaf.rows if len(row.moment) >= 10)
    return wording.span_of_days(moments[0], moments[-1]) if moments else "no day"


def _filters() -> dict[str, object]:
    return {
        "answer": wording.answer,
        "as_of": wording.as_of,
        "when": whereabouts.in_words,
        "actor_path": addresses.actor_path,
        "article_path": addresses.article_path,
        "changes_path": addresses.changes_path,
        "claim_path": addresses.claim_path,
        "counted": wording.counted,
        "country_path": addresses.country_path,
        "day": wording.day,
        "days_of": wording.days_of,
        "full_moment": wording.full_moment,
        "groups": wording.groups,
        "heading": wording.heading,
        "leaf_days": leaf_days,
        "numbered": addresses.numbered,
        "outside": wording.outside,
        "passage_path": addresses.passage_path,
        "place_path": addresses.place_path,
        "plain": plain,
        "reliability": wording.RELIABILITY.__getitem__,
        "saying": wording.saying,
        "short": wording.short,
        "slug": addresses.slug,
        "source_path": addresses.source_path,
        "span_of_days": wording.span_of_days,
        "stamp": wording.stamp,
        "story_path": addresses.story_path,
        "text_path": addresses.text_path,
        "tie": wording.TIES.__getitem__,
        "voices": wording.voices,
    }
