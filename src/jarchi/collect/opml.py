"""OPML 1.0 and 2.0: a list of feeds, as feed readers write it. Fetches nothing."""

from __future__ import annotations

from jarchi.collect.addresses import is_web, normalise
from jarchi.collect.markup import local_name, parse_xml


def read_opml(data: bytes) -> list[str] | None:
    """Give the addresses of the feeds that an OPML file names, each once, in its order; None where it is no OPML.

    Names and folders are not kept: what a source is called and how good it is belongs to the region pack.
    """
    root = parse_xml(data)
    if root is None or local_name(root) != "opml":
        return None
    found: list[str] = []
    for element in root.iter():
        if local_name(element) == "outline":
            attributes = {str(name).lower(): str(value).strip() for name, value in element.attrib.items()}
            address = attributes.get("xmlurl", "")
            if is_web(address):
                found.append(normalise(address))
    return list(dict.fromkeys(found))
