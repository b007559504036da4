"""Train the English encoder on who said what (PolNeAR) and names (CoNLL++), on the CPU or a GPU; resumable.

    python training/train_encoder.py --data DATA --base MINILM_FOLDER --out CHECKPOINTS [--epochs 5]
    python training/train_encoder.py --data DATA --base MINILM_FOLDER --out ANOTHER --warm CHECKPOINT.pt --rate 7e-5 \\
        --mask 0.1 --epochs 3

The second goes on from a trained checkpoint, with some word pieces hidden so that less is learned by heart.

`DATA` holds `attribution/polnear` and `names/conllpp`. A checkpoint is written every 100 steps with the optimiser
and the position in the data; the same command goes on from it. Seeds are fixed. Dev scores are exact spans.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

import torch
from agency import reports
from corpora import Sample, conllpp, polnear
from model import LABELS, Tagger
from tokenizers import Tokenizer
from transformers import BertModel

sys.path.insert(0, str(Path(__file__).parents[1] / "src/jarchi/read/encoder"))
from shapes import shapes_of

LENGTH = 256
STRIDE = 192
BATCH = 16
RATE = 1e-4
HEAD_SHARE = 10
"""The heads learn so many times faster than the encoder, which knows something already."""
DECAY = 0.999
MASK = 103


def encode(sample: Sample, tokenizer: Tokenizer) -> dict:
    """Give the word pieces of a text with offsets, shapes and label ids."""
    coded = tokenizer.encode(sample.text, add_special_tokens=False)
    offsets = coded.offsets
    names = LABELS[sample.task]
    labels = [0] * len(coded.ids)
    starts = {start: at for at, (start, _) in reversed(list(enumerate(offsets)))}
    for start, end, label in sample.spans:
        begin = next((starts[at] for at in range(start, end) if at in starts), None)
        at = begin
        while at is not None and at < len(labels) and offsets[at][0] < end:
            labels[at] = names.index(("B-" if at == begin else "I-") + label)
            at += 1
    shapes = shapes_of(sample.text, offsets)
    return {"ids": coded.ids, "shapes": shapes, "labels": labels, "offsets": offsets, "sample": sample}


def windows(coded: dict, offset: int = 0, stride: int = STRIDE) -> list[tuple[int, int]]:
    """Give the windows `[start, end)` of tokens that cover a text; `offset` moves them, to vary what they cut."""
    size = len(coded["ids"])
    if size <= LENGTH - 2:
        return [(0, size)]
    starts = list(range(-offset, size - LENGTH + 2 + stride, stride))
    reach = LENGTH - 2
    return [(max(0, start), min(size, start + reach)) for start in starts if start + reach > 0 and start < size]


def batch_of(cuts: list[tuple[dict, int, int]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Give pieces, shapes, mask and labels of a batch of windows, framed by [CLS] and [SEP]; label -100 is none."""
    longest = max(end - start for _, start, end in cuts) + 2
    rows = []
    for coded, start, end in cuts:
        pad = longest - (end - start) - 2
        rows.append(
            (
                [101, *coded["ids"][start:end], 102, *[0] * pad],
                [0, *coded["shapes"][start:end], *[0] * (pad + 1)],
                [1] * (end - start + 2) + [0] * pad,
                [-100, *coded["labels"][start:end], *[-100] * (pad + 1)],
            )
        )
    return tuple(torch.tensor(column) for column in zip(*rows, strict=True))


def hidden(pieces: torch.Tensor, share: float) -> torch.Tensor:
    """Give the pieces with a share of them, frame and filling left out, replaced by [MASK]."""
    is_hidden = (torch.rand(pieces.shape) < share) & (pieces > MASK)
    return pieces.masked_fill(is_hidden, MASK)


def schedule(step: int, steps: int) -> float:
    """Give the share of the learning rate at a step: a warm-up of 6 %, then linear decay."""
    warm = max(1, int(0.06 * steps))
    return step / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def spans_of(labels: list[str], offsets: list[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """Give the spans that a sequence of B-, I- and O labels marks."""
    spans, opened = set(), None
    for at, label in enumerate([*labels, "O"]):
        if opened is not None and label != "I-" + opened[1]:
            spans.add((offsets[opened[0]][0], offsets[at - 1][1], opened[1]))
            opened = None
        if opened is None and label != "O":
            opened = (at, label[2:])
    return spans


def viterbi(scores: torch.Tensor, names: list[str], steps: torch.Tensor) -> list[str]:
    """Give the best label sequence. `scores` is (length, labels), `steps` (before, after)."""
    best = scores[0] + torch.tensor([-1e4 if name.startswith("I-") else 0.0 for name in names])
    back = []
    for row in scores[1:]:
        total = best[:, None] + steps
        best, from_ = total.max(0)
        best = best + row
        back.append(from_)
    path = [int(best.argmax())]
    for from_ in reversed(back):
        path.append(int(from_[path[-1]]))
    return [names[at] for at in reversed(path)]


@torch.no_grad()
def evaluate(model: Tagger, samples: list[dict], task: str) -> dict[str, float]:
    """Give exact-span F1 by label; overlapping windows give each token the scores of the one it is most central in."""
    model.eval()
    found, gold, right = {}, {}, {}
    for coded in samples:
        size = len(coded["ids"])
        scores = torch.zeros(size, len(LABELS[task]))
        depth = torch.full((size,), -1)
        cuts = [(coded, start, end) for start, end in windows(coded, stride=128)]
        for at in range(0, len(cuts), 16):
            pieces, shapes, mask, _ = batch_of(cuts[at : at + 16])
            out = model(pieces, shapes, mask)[task].float()
            for row, (_, start, end) in enumerate(cuts[at : at + 16]):
                places = torch.arange(start, end)
                inside = torch.minimum(
                    places - start + (10**6 if start == 0 else 0), end - 1 - places + (10**6 if end == size else 0)
                )
                better = inside > depth[start:end]
                scores[start:end][better] = out[row, 1 : end - start + 1][better]
                depth[start:end][better] = inside[better]
        guess = spans_of(viterbi(scores, LABELS[task], model.chains[task].steps()), coded["offsets"])
        truth = spans_of([LABELS[task][label] for label in coded["labels"]], coded["offsets"])
        for label in {name[2:] for name in LABELS[task] if name != "O"}:
            mine, theirs = ({span for span in spans if span[2] == label} for spans in (guess, truth))
            found[label] = found.get(label, 0) + len(mine)
            gold[label] = gold.get(label, 0) + len(theirs)
            right[label] = right.get(label, 0) + len(mine & theirs)
    model.train()
    pairs = [(label, found[label], gold[label], right[label]) for label in found]
    pairs.append(("all", sum(found.values()), sum(gold.values()), sum(right.values())))
    return {label: round(200 * r / max(1, f + g), 2) for label, f, g, r in sorted(pairs)}


def main() -> None:
    """Train, scoring dev at each epoch's end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--warm", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--rate", type=float, default=RATE, help="highest learning rate of the encoder")
    parser.add_argument("--mask", type=float, default=0.0, help="share of the word pieces that training hides")
    parser.add_argument("--names", type=float, default=1.0, help="share of the windows of names that an epoch takes")
    parser.add_argument("--agency", type=int, default=0, help="how many invented agency reports to learn from too")
    parser.add_argument("--decay", type=float, default=DECAY, help="how slowly the mean of the weights follows them")
    parser.add_argument("--steps", type=int, default=0, help="end after so many steps, the rate falling to zero there")
    parser.add_argument("--stop-after", type=int, default=0, help="stop after so many steps, to measure speed")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    tokenizer = Tokenizer.from_file(str(options.base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    news = options.data / "attribution" / "polnear"
    names = options.data / "names" / "conllpp"
    train = [encode(s, tokenizer) for s in polnear(news / "train", every_annotator=True)]
    train += [encode(s, tokenizer) for s in conllpp(names / "conllpp_train.txt")]
    train += [encode(s, tokenizer) for pair in reports(options.agency) for s in pair]
    dev = {
        "claims": [encode(s, tokenizer) for s in polnear(news / "dev")],
        "names": [encode(s, tokenizer) for s in conllpp(names / "conllpp_dev.txt")],
    }
    model = Tagger(BertModel.from_pretrained(options.base, add_pooling_layer=False))
    if options.warm:
        model.load_state_dict(torch.load(options.warm, weights_only=True))
    ema = {name: value.detach().clone() for name, value in model.state_dict().items()}
    groups = [
        {"params": list(model.encoder.parameters()), "lr": options.rate},
        {
            "params": [*model.heads.parameters(), *model.chains.parameters(), *model.shape.parameters()],
            "lr": HEAD_SHARE * options.rate,
        },
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    rates = [group["lr"] for group in groups]

    def plan(epoch: int) -> list[list[tuple[dict, int, int]]]:
        chance = random.Random(100 + epoch)
        by_task = {"claims": [], "names": []}
        for coded in train:
            offset = chance.randrange(STRIDE)
            by_task[coded["sample"].task] += [(coded, a, b) for a, b in windows(coded, offset)]
        batches = []
        for task, cuts in by_task.items():
            chance.shuffle(cuts)
            taken = cuts[: int(options.names * len(cuts))] if task == "names" else cuts
            batches += [taken[at : at + BATCH] for at in range(0, len(taken), BATCH)]
        chance.shuffle(batches)
        return batches

    per_epoch = [len(plan(epoch)) for epoch in range(options.epochs)]
    steps, step, epoch, at = options.steps or sum(per_epoch), 0, 0, 0
    saved = options.out / "checkpoint.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=False)
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
        ema, step, epoch, at = state["ema"], state["step"], state["epoch"], state["at"]
        torch.set_rng_state(state["rng"])
    print(f"{steps} steps in all, from step {step}; {per_epoch}", flush=True)
    begun, losses = time.time(), []
    while epoch < options.epochs:
        batches = plan(epoch)
        while at < len(batches):
            share = schedule(step, steps)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * share
            task = batches[at][0][0]["sample"].task
            pieces, shapes, mask, labels = batch_of(batches[at])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = model(hidden(pieces, options.mask), shapes, mask)[task]
            loss = model.chains[task].loss(scores[:, 1:].float(), labels[:, 1:])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step, at = step + 1, at + 1
            decay = min(options.decay, step / (step + 10))
            for name, value in model.state_dict().items():
                ema[name].lerp_(value, 1 - decay) if value.is_floating_point() else ema[name].copy_(value)
            losses.append(loss.item())
            if step % 20 == 0:
                mean = sum(losses[-20:]) / len(losses[-20:])
                print(f"step {step} loss {mean:.4f} {(time.time() - begun) / len(losses):.2f} s a step", flush=True)
            if step % 100 == 0 or step == options.stop_after:
                state = {"step": step, "epoch": epoch, "at": at, "rng": torch.get_rng_state(), "ema": ema}
                state |= {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
                torch.save(state, saved.with_suffix(".part"))
                saved.with_suffix(".part").replace(saved)
            if step == options.stop_after:
                return
            if step == options.steps:
                torch.save(ema, options.out / "last.pt")
                return
        epoch, at = epoch + 1, 0
        kept = {name: value.clone() for name, value in model.state_dict().items()}
        model.load_state_dict(ema)
        scores = {task: evaluate(model, samples, task) for task, samples in dev.items()}
        torch.save(ema, options.out / f"epoch-{epoch}.pt")
        model.load_state_dict(kept)
        print(json.dumps({"epoch": epoch, "dev": scores}), flush=True)


if __name__ == "__main__":
    main()
