"""What is known of a region, as data that anybody can write: `load_region` and the built-in packs."""

from jarchi.regions.aliases import alias_clashes
from jarchi.regions.load import built_in_regions, load_region

__all__ = ["alias_clashes", "built_in_regions", "load_region"]
