"""Export a trained encoder as it ships: int8 weights a channel, and the tokenizer, labels and chains beside them.

    python training/export_encoder.py --checkpoint CHECKPOINTS/epoch-6.pt --base MINILM_FOLDER --out FOLDER

Writes `encoder.onnx` (int64 `pieces` and `shapes` of (batch, length), int64 `mask`; float32 scores of
(batch, length, labels) for each task), `tokenizer.json` and `encoder.json` (labels, steps of the chains, SHA-256 of
both files), and prints how far int8 is from fp32 on one text. `evals/` compares the two by F1: pass `--fp32` for that.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy
import onnx
import onnxruntime
import torch
from model import LABELS, Tagger
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from transformers import BertConfig


class Graph:
    """An ONNX graph in the making: the fused operators of onnxruntime for BERT, which its exporters do not reach."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, tensor: torch.Tensor, *, as_index: bool = False) -> str:
        """Put in a weight and give its name."""
        name = f"w{len(self.weights)}"
        array = tensor.detach().numpy().astype(numpy.int64 if as_index else numpy.float32)
        self.weights.append(numpy_helper.from_array(numpy.ascontiguousarray(array), name))
        return name

    def node(self, operator: str, *inputs: str, to: str = "", fused: bool = False, **attributes: object) -> str:
        """Put in a node and give the name of its (first) output."""
        output = to or f"n{len(self.nodes)}"
        domain = "com.microsoft" if fused else ""
        self.nodes.append(helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def cast_to_int32(self, values: str) -> str:
        """Give whole numbers as the fused operators want them."""
        self.nodes.append(helper.make_node("Cast", [values], [f"n{len(self.nodes)}"], to=TensorProto.INT32))
        return self.nodes[-1].output[0]

    def dense(self, values: str, layer: torch.nn.Linear) -> str:
        """Multiply by a layer's weights, without its bias."""
        return self.node("MatMul", values, self.weight(layer.weight.T))

    def norm(self, values: str, layer: torch.nn.LayerNorm) -> str:
        """Normalise the last axis."""
        weights = self.weight(layer.weight), self.weight(layer.bias)
        return self.node("LayerNormalization", values, *weights, axis=-1, epsilon=layer.eps)

    def add_and_norm(self, values: str, rest: str, layer: torch.nn.LayerNorm, bias: torch.Tensor) -> str:
        """Add the residual and a bias, and normalise."""
        weights = self.weight(layer.weight), self.weight(layer.bias), self.weight(bias)
        return self.node("SkipLayerNormalization", values, rest, *weights, fused=True, epsilon=layer.eps)


def graph_of(tagger: Tagger) -> onnx.ModelProto:
    """Give the tagger as an ONNX model in fp32; inputs and outputs as the module says."""
    graph, bert = Graph(), tagger.encoder
    table = bert.embeddings
    words = graph.node("Gather", graph.weight(table.word_embeddings.weight), "pieces")
    shapes = graph.node("Gather", graph.weight(tagger.shape.weight), "shapes")
    length = graph.node("Shape", "pieces", start=1, end=2)
    origin, axis = graph.weight(torch.tensor([0]), as_index=True), graph.weight(torch.tensor([0]), as_index=True)
    where = table.position_embeddings.weight + table.token_type_embeddings.weight[0]
    positions = graph.node("Slice", graph.weight(where), origin, length, axis)
    hidden = graph.node("Add", graph.node("Add", words, shapes), positions)
    hidden = graph.norm(hidden, table.LayerNorm)
    mask = graph.cast_to_int32("mask")
    for layer in bert.encoder.layer:
        one, rest = layer.attention.self, layer.attention.output
        weight = torch.cat([part.weight.T for part in (one.query, one.key, one.value)], 1)
        bias = torch.cat([part.bias for part in (one.query, one.key, one.value)])
        seen = graph.node(
            "Attention",
            hidden,
            graph.weight(weight),
            graph.weight(bias),
            mask,
            fused=True,
            num_heads=one.num_attention_heads,
        )
        hidden = graph.add_and_norm(graph.dense(seen, rest.dense), hidden, rest.LayerNorm, rest.dense.bias)
        wide = graph.dense(hidden, layer.intermediate.dense)
        wide = graph.node("BiasGelu", wide, graph.weight(layer.intermediate.dense.bias), fused=True)
        narrow = graph.dense(wide, layer.output.dense)
        hidden = graph.add_and_norm(narrow, hidden, layer.output.LayerNorm, layer.output.dense.bias)
    for task, head in tagger.heads.items():
        graph.node("Add", graph.dense(hidden, head), graph.weight(head.bias), to=task)
    inputs = [
        helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"]) for n in ("pieces", "shapes", "mask")
    ]
    outputs = [
        helper.make_tensor_value_info(task, TensorProto.FLOAT, ["batch", "length", len(labels)])
        for task, labels in LABELS.items()
    ]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="jarchi")


def main() -> None:
    """Export, quantise, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are, to compare with int8")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    config = BertConfig.from_pretrained(options.base)
    tagger = Tagger(config=config)
    tagger.load_state_dict(torch.load(options.checkpoint, weights_only=True))
    tagger.eval()
    whole, final = (options.out / name for name in ("whole.onnx", "encoder.onnx"))
    onnx.save(graph_of(tagger), whole)
    if options.fp32:
        shutil.copy(whole, final)
    else:
        quantize_dynamic(
            whole,
            final,
            op_types_to_quantize=["MatMul", "Attention", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    pieces = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 1, 0]])
    feed = {"pieces": pieces.numpy(), "shapes": pieces.numpy() % 18, "mask": mask.numpy()}
    with torch.no_grad():
        right = [scores.numpy() for scores in tagger(pieces, pieces % 18, mask).values()]
    for path in (whole, final):
        scores = onnxruntime.InferenceSession(str(path)).run(None, feed)
        apart = max(float(numpy.abs(a - b)[feed["mask"] == 1].max()) for a, b in zip(right, scores, strict=True))
        print(f"{path.name}: a score is off by {apart:.4f} at most; {path.stat().st_size / 1e6:.1f} MB")
    whole.unlink()
    about = {
        "labels": LABELS,
        "steps": {
            task: [[round(float(cell), 4) for cell in row] for row in chain.steps()]
            for task, chain in tagger.chains.items()
        },
        "files": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (final, options.out / "tokenizer.json")
        },
    }
    (options.out / "encoder.json").write_text(json.dumps(about, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
