"""Loads a region pack: six files in a folder become one `Region`, or one sentence that says what is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from jarchi.errors import RegionError
from jarchi.records.regions import Actor, Country, Lens, Region
from jarchi.records.sources import Source
from jarchi.regions.check import check
from jarchi.regions.gazetteer import read_places
from jarchi.regions.tables import read_entries, read_entry, read_table

FILES = ("actors.toml", "countries.toml", "lenses.toml", "places.csv", "region.toml", "sources.toml")
_BUILT_IN = Path(__file__).parent


class _About(msgspec.Struct, frozen=True):
    """What region.toml says."""

    id: str
    name: str
    languages: tuple[str, ...]
    description: str = ""


def built_in_regions() -> tuple[str, ...]:
    """Give the names of the packs that ship with jarchi, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in _BUILT_IN.glob("*/region.toml")))


def load_region(where: str | Path) -> Region:
    """Give the region of a built-in pack (by name, such as "central_asia") or of a pack in a folder.

    Ids of actors and sources come out with the region's id before them ("central-asia:kz-mfa"); lens ids stay as
    written. `fingerprint` is the first 12 hexadecimal digits of the SHA-256 over the files' bytes in name order.
    Raises `RegionError`, one sentence that names file, entry and field, for the first fault found.
    """
    folder = _BUILT_IN / str(where) if str(where) in built_in_regions() else Path(where)
    files = {file: _read(folder, file) for file in FILES}
    about = read_entry(read_table(files["region.toml"], "region.toml"), "region.toml", "", _About)
    region = Region(
        id=about.id,
        name=about.name,
        fingerprint=hashlib.sha256(b"".join(files[file] for file in sorted(files))).hexdigest()[:12],
        languages=about.languages,
        description=about.description,
        countries=read_entries(files["countries.toml"], "countries.toml", "country", Country, "code"),
        places=read_places(files["places.csv"]),
        actors=read_entries(files["actors.toml"], "actors.toml", "actor", Actor, "id"),
        sources=read_entries(files["sources.toml"], "sources.toml", "source", Source, "id"),
        lenses=read_entries(files["lenses.toml"], "lenses.toml", "lens", Lens, "id"),
    )
    check(region)
    return _qualified(region)


def _read(folder: Path, file: str) -> bytes:
    try:
        return (folder / file).read_bytes()
    except OSError as cause:
        known = ", ".join(built_in_regions())
        raise RegionError(
            f'The region pack "{folder.name}" has no readable file {file}: expected a folder with '
            f"{', '.join(FILES)}, or the name of a built-in pack ({known}).",
            subject=str(folder),
        ) from cause


def _qualified(region: Region) -> Region:
    """Put the region's id before the ids of actors and sources, wherever they stand."""
    prefix = region.id + ":"
    return msgspec.structs.replace(
        region,
        actors=tuple(_qualified_actor(actor, prefix) for actor in region.actors),
        sources=tuple(msgspec.structs.replace(source, id=prefix + source.id) for source in region.sources),
        lenses=tuple(
            msgspec.structs.replace(lens, actors=tuple(prefix + actor for actor in lens.actors))
            for lens in region.lenses
        ),
    )


def _qualified_actor(actor: Actor, prefix: str) -> Actor:
    roles = tuple(
        msgspec.structs.replace(role, body=prefix + role.body) if role.body is not None else role
        for role in actor.roles
    )
    return msgspec.structs.replace(actor, id=prefix + actor.id, roles=roles)
