"""From the ledger to what people read: bulletins, each line checked against its passage, and the site around them.

`compose` makes a bulletin of the stories of a period, `check` withholds what its passages do not bear out, and
`publish` does both for every edition and writes the site.
"""

from jarchi.publish.check import check
from jarchi.publish.compose import Material, compose
from jarchi.publish.editions import Edition, Kind, editions, period
from jarchi.publish.importance import Importance
from jarchi.publish.settings import PublishSettings
from jarchi.publish.site import PublishSummary, draft, publish

__all__ = [
    "Edition",
    "Importance",
    "Kind",
    "Material",
    "PublishSettings",
    "PublishSummary",
    "check",
    "compose",
    "draft",
    "editions",
    "period",
    "publish",
]
