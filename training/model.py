"""The encoder with a head a task: MiniLM-L6 that also sees the case and shape of words, and where paragraphs break.

The base encoder is uncased. Each token gets, beside its word piece, one of 18 shapes: six of letter case (none,
lower, capitalised, all capitals, mixed, digits) times three of what stands before it (nothing, a space, a line
break). Their embedding starts at zero and is added to the input, so training begins at the base model.
"""

from __future__ import annotations

import torch
from torch import nn
from transformers import BertConfig, BertModel

SHAPES = 18
LABELS = {
    "claims": ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"],
    "names": ["O", *(f"{at}-{kind}" for kind in ("person", "organization", "place", "other") for at in "BI")],
}


class Chain(nn.Module):
    """A linear-chain CRF over label scores (Lafferty et al. 2001): learned steps between labels, illegal ones barred.

    A window may begin inside a span, so training bars no first label; decoding a whole text does.
    """

    def __init__(self, labels: list[str]) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(len(labels), len(labels)))
        barred = [[after.startswith("I-") and before[2:] != after[2:] for after in labels] for before in labels]
        self.register_buffer("barred", torch.tensor(barred), persistent=False)

    def steps(self) -> torch.Tensor:
        """Give the score of each step, `(before, after)`."""
        return self.step.masked_fill(self.barred, -1e4)

    def loss(self, scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Give the mean over tokens of the negative log-likelihood; `labels` is -100 outside a prefix of each row."""
        steps, is_token = self.steps(), labels >= 0
        gold = labels.clamp(min=0)
        right = scores.gather(2, gold[..., None])[..., 0] * is_token
        pairs = steps[gold[:, :-1], gold[:, 1:]] * is_token[:, 1:]
        total = scores[:, 0]
        for at in range(1, scores.shape[1]):
            onward = torch.logsumexp(total[:, :, None] + steps, 1) + scores[:, at]
            total = torch.where(is_token[:, at, None], onward, total)
        return (torch.logsumexp(total, 1).sum() - right.sum() - pairs.sum()) / is_token.sum()


class Tagger(nn.Module):
    """Token scores of every task from one pass: shapes `(batch, length)` of ids in, `(batch, length, labels)` out."""

    def __init__(self, base: BertModel | None = None, config: BertConfig | None = None) -> None:
        super().__init__()
        self.encoder = base or BertModel(config, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shape = nn.Embedding(SHAPES, width)
        nn.init.zeros_(self.shape.weight)
        self.drop = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({task: nn.Linear(width, len(labels)) for task, labels in LABELS.items()})
        self.chains = nn.ModuleDict({task: Chain(labels) for task, labels in LABELS.items()})

    def forward(self, pieces: torch.Tensor, shapes: torch.Tensor, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """Give the scores of each task's labels for every token."""
        words = self.encoder.embeddings.word_embeddings(pieces) + self.shape(shapes)
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        hidden = self.drop(hidden)
        return {task: head(hidden) for task, head in self.heads.items()}
