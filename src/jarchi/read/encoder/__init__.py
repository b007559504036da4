"""The encoder: one small network for a language that marks who said what, and names, in a single pass.

`weights.py` finds and checks what ships in the package, `windows.py` cuts a long text into what the network can see
at once, `chain.py` decodes its scores, `tagger.py` is the part that puts the marks on the page. The network knows
nothing of claims or actors: `claims_tagged.py` and `names.py` make sense of its marks. How it is made: `training/`.
"""

from jarchi.read.encoder.tagger import Tagger

__all__ = ["Tagger"]
