"""Open data from the ledger: one walk over its stories gives rows, each with its passage; small writers take them.

A module of `writers` is a format: whoever adds one there, with its `FORMAT`, has added it to `jarchi export`.
"""

from jarchi.publish.exports.export import ExportSummary, Wanted, export
from jarchi.publish.exports.formats import Format, formats

__all__ = ["ExportSummary", "Format", "Wanted", "export", "formats"]
