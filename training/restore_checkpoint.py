"""Give back a checkpoint from the weights that ship, so that training can go on from them.

    python training/restore_checkpoint.py --weights src/jarchi/read/encoder/en --base MINILM_FOLDER --out CHECKPOINT.pt

The int8 weights are multiplied by their scales: what comes out scores as what ships does, not as the fp32 weights
that it was made from. Weights are matched by their place in the graph that `export_encoder.py` draws.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy
import onnx
import torch
from export_encoder import graph_of
from model import Chain, Tagger
from onnx import numpy_helper
from transformers import BertConfig


def weights_in(path: Path) -> dict[str, numpy.ndarray]:
    """Give the weights of a quantised graph as real numbers, by the names they had before."""
    stored = {each.name: numpy_helper.to_array(each) for each in onnx.load(path).graph.initializer}
    found = {name: array for name, array in stored.items() if "_" not in name}
    for name in [name.removesuffix("_quantized") for name in stored if name.endswith("_quantized")]:
        whole = stored[name + "_quantized"].astype(numpy.float32) - stored[name + "_zero_point"].astype(numpy.float32)
        found[name] = whole * stored[name + "_scale"]
    return found


def restored(folder: Path, base: Path) -> Tagger:
    """Give the tagger whose weights ship in `folder`."""
    about = json.loads((folder / "encoder.json").read_text(encoding="utf-8"))
    weights = weights_in(folder / "encoder.onnx")
    tagger = Tagger(config=BertConfig.from_pretrained(base))
    order = [each.name for each in graph_of(tagger).graph.initializer]
    ready = iter([torch.from_numpy(weights[name].copy()) for name in order])
    bert = tagger.encoder
    with torch.no_grad():
        bert.embeddings.word_embeddings.weight.copy_(next(ready))
        tagger.shape.weight.copy_(next(ready))
        next(ready), next(ready)
        bert.embeddings.position_embeddings.weight.copy_(next(ready))
        bert.embeddings.token_type_embeddings.weight.zero_()
        norm(bert.embeddings.LayerNorm, ready)
        for layer in bert.encoder.layer:
            for part, columns in zip(attention(layer), next(ready).chunk(3, 1), strict=True):
                part.weight.copy_(columns.T)
            for part, bias in zip(attention(layer), next(ready).chunk(3), strict=True):
                part.bias.copy_(bias)
            layer.attention.output.dense.weight.copy_(next(ready).T)
            layer.attention.output.dense.bias.copy_(next(ready))
            norm(layer.attention.output.LayerNorm, ready)
            layer.intermediate.dense.weight.copy_(next(ready).T)
            layer.intermediate.dense.bias.copy_(next(ready))
            layer.output.dense.weight.copy_(next(ready).T)
            layer.output.dense.bias.copy_(next(ready))
            norm(layer.output.LayerNorm, ready)
        for task, head in tagger.heads.items():
            head.weight.copy_(next(ready).T)
            head.bias.copy_(next(ready))
            steps = torch.tensor(about["steps"][task])
            chain: Chain = tagger.chains[task]
            chain.step.copy_(steps.masked_fill(chain.barred, 0.0))
    return tagger


def attention(layer: torch.nn.Module) -> tuple[torch.nn.Linear, ...]:
    """Give what makes query, key and value of a layer."""
    one = layer.attention.self
    return one.query, one.key, one.value


def norm(layer: torch.nn.LayerNorm, ready) -> None:
    """Fill a normalisation."""
    layer.weight.copy_(next(ready))
    layer.bias.copy_(next(ready))


def main() -> None:
    """Restore and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restored(options.weights, options.base).state_dict(), options.out)


if __name__ == "__main__":
    main()
