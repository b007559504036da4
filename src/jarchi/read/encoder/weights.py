"""Weights: the trained network of a language as it ships in the package, checked before it is used."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import msgspec

from jarchi.errors import ModelError

Labels = tuple[str, ...]


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `encoder.json` says: labels and chain of each task, and the SHA-256 of the files beside it.

    `steps[task][before][after]` is the score of one label following another, -10000 where it must not.
    """

    labels: dict[str, Labels]
    steps: dict[str, tuple[tuple[float, ...], ...]]
    files: dict[str, str]


class Weights(msgspec.Struct, frozen=True):
    """A network (ONNX), its tokenizer (JSON of the tokenizers library), and what belongs to both."""

    about: About
    network: bytes
    tokenizer: str


def has_weights(language: str) -> bool:
    """Tell whether a network for `language` ships with jarchi."""
    return language.isalpha() and files("jarchi.read.encoder").joinpath(language).is_dir()


def load_weights(language: str) -> Weights:
    """Give the weights of `language`; raises `ModelError` where a file is missing or is not what was shipped."""
    folder = files("jarchi.read.encoder").joinpath(language)
    try:
        about = msgspec.json.decode(folder.joinpath("encoder.json").read_bytes(), type=About)
        found = {name: folder.joinpath(name).read_bytes() for name in about.files}
    except (OSError, msgspec.MsgspecError) as error:
        raise ModelError(damaged(language, "cannot be read"), subject=language) from error
    for name, content in found.items():
        if hashlib.sha256(content).hexdigest() != about.files[name]:
            raise ModelError(damaged(language, f"are damaged ({name})"), subject=language)
    return Weights(about, found["encoder.onnx"], found["tokenizer.json"].decode())


def damaged(language: str, how: str) -> str:
    """Give the sentence for weights that cannot be used."""
    return f"The reader's weights for {language!r} {how}; install jarchi again to mend them."
