"""Export a trained encoder as it ships: int8 weights a channel, and the tokenizer, labels and chains beside them.

    python training/export_encoder.py --checkpoint CHECKPOINTS/epoch-6.pt [ANOTHER.pt] --base MINILM_FOLDER --out FOLDER

Writes `encoder.onnx` (int64 `pieces` and `shapes` of (batch, length) without filling; float32 scores of
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
    """An ONNX graph in the making, with the operators of onnxruntime that are fast on the CPU.

    Its fused SkipLayerNormalization is left out: with it the whole takes a third more time. It has to be kept from
    being fused when the graph is loaded, too.
    """

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

    def dense(self, values: str, layer: torch.nn.Linear) -> str:
        """Multiply by a layer's weights, without its bias."""
        return self.node("MatMul", values, self.weight(layer.weight.T))

    def norm(self, values: str, layer: torch.nn.LayerNorm) -> str:
        """Normalise the last axis."""
        weights = self.weight(layer.weight), self.weight(layer.bias)
        return self.node("LayerNormalization", values, *weights, axis=-1, epsilon=layer.eps)

    def add_and_norm(self, values: str, rest: str, layer: torch.nn.LayerNorm, bias: torch.Tensor) -> str:
        """Add the residual and a bias, and normalise."""
        whole = self.node("Add", values, self.weight(bias))
        return self.norm(self.node("Add", whole, rest), layer)

    def attend(self, hidden: str, layer: torch.nn.Module) -> str:
        """Give what the heads of a layer see."""
        parts = (layer.query, layer.key, layer.value)
        mixed = self.node("MatMul", hidden, self.weight(torch.cat([part.weight.T for part in parts], 1)))
        mixed = self.node("Add", mixed, self.weight(torch.cat([part.bias for part in parts])))
        names = [f"{role}{len(self.nodes)}" for role in ("query", "key", "value")]
        self.nodes.append(helper.make_node("Split", [mixed], names, axis=2, num_outputs=3))
        return self.node("MultiHeadAttention", *names, fused=True, num_heads=layer.num_attention_heads)


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
    for layer in bert.encoder.layer:
        one, rest = layer.attention.self, layer.attention.output
        seen = graph.attend(hidden, one)
        hidden = graph.add_and_norm(graph.dense(seen, rest.dense), hidden, rest.LayerNorm, rest.dense.bias)
        wide = graph.dense(hidden, layer.intermediate.dense)
        wide = graph.node("BiasGelu", wide, graph.weight(layer.intermediate.dense.bias), fused=True)
        narrow = graph.dense(wide, layer.output.dense)
        hidden = graph.add_and_norm(narrow, hidden, layer.output.LayerNorm, layer.output.dense.bias)
    for task, head in tagger.heads.items():
        graph.node("Add", graph.dense(hidden, head), graph.weight(head.bias), to=task)
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "length"]) for name in ("pieces", "shapes")
    ]
    outputs = [
        helper.make_tensor_value_info(task, TensorProto.FLOAT, ["batch", "length", len(labels)])
        for task, labels in LABELS.items()
    ]
    made = helper.make_graph(graph.nodes, "encoder", inputs, outputs, graph.weights)
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="jarchi")


def mean_of(states: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Give the mean of checkpoints' weights (Wortsman et al. 2022): better than each where they share their past."""
    whole = {name: value for name, value in states[0].items() if not value.is_floating_point()}
    return whole | {name: sum(each[name] for each in states) / len(states) for name in states[0] if name not in whole}


def main() -> None:
    """Export, quantise, describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+", help="several give their mean")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are, to compare with int8")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    config = BertConfig.from_pretrained(options.base)
    tagger = Tagger(config=config)
    tagger.load_state_dict(mean_of([torch.load(path, weights_only=True) for path in options.checkpoint]))
    tagger.eval()
    whole, final = (options.out / name for name in ("whole.onnx", "encoder.onnx"))
    onnx.save(graph_of(tagger), whole)
    if options.fp32:
        shutil.copy(whole, final)
    else:
        quantize_dynamic(
            whole,
            final,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )
    shutil.copy(options.base / "tokenizer.json", options.out / "tokenizer.json")
    pieces = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 2049, 102]])
    feed = {"pieces": pieces.numpy(), "shapes": pieces.numpy() % 18}
    with torch.no_grad():
        right = [scores.numpy() for scores in tagger(pieces, pieces % 18, torch.ones_like(pieces)).values()]
    for path in (whole, final):
        session = onnxruntime.InferenceSession(str(path), disabled_optimizers=["SkipLayerNormFusion"])
        scores = session.run(None, feed)
        apart = max(float(numpy.abs(a - b).max()) for a, b in zip(right, scores, strict=True))
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
