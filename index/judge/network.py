"""The judge's network: question and passage read apart, then together.

The encoder's word vectors and its first `APART` layers read question and passage each alone and
are not trained: what they make of a passage is the same for every question, so training makes it
once (MacAvaney et al., “Efficient Document Re-Ranking for Transformers by Precomputing Term
Representations”, 2020). The layers above read both together and are trained.

Imports torch: import it late.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536  # of all-MiniLM-L6-v2
EPSILON = 1e-12
POSITIONS = 512
WORDS = 30522
APART = 2  # layers that read question and passage apart
NOWHERE = -1e4  # the logit of a token that can't begin or end an answer


class Logits(NamedTuple):
    """What the network says of a batch of pairs of question and passage.

    `relevance` and `answerable` have shape (pairs,), `starts` and `ends` (pairs, tokens).
    """

    relevance: Tensor
    answerable: Tensor
    starts: Tensor
    ends: Tensor


class Layer(nn.Module):
    """A layer of BERT (Devlin et al., “BERT”, 2019): attention, then two linear maps."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.last_norm = nn.LayerNorm(WIDTH, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Of `x`, shape (rows, tokens, width), where `mask`, shape (rows, tokens), is true."""
        rows, tokens, _ = x.shape
        parts = self.qkv(x).view(rows, tokens, 3, HEADS, WIDTH // HEADS)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask[:, None, None, :]
        )
        x = self.norm(x + self.out(seen.transpose(1, 2).reshape(rows, tokens, WIDTH)))
        found: Tensor = self.last_norm(x + self.down(functional.gelu(self.up(x))))
        return found


class Apart(nn.Module):
    """The encoder's word vectors and first layers: token numbers to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(APART))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of texts that begin and end with their marks, shape (texts, tokens, width)."""
        places = torch.arange(ids.shape[1], device=ids.device)
        kinds = torch.zeros_like(ids)
        x: Tensor = self.norm(self.words(ids) + self.kinds(kinds) + self.positions(places)[None])
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Together(nn.Module):
    """The layers above, over question and passage side by side, and three heads.

    `sides` are added to the vectors of question and passage, `shared` to those of tokens that stand
    in both. Relevance and answerable are linear in the question's first vector, the means over
    question and passage, and the product of these two at length 1; start and end of the answer are
    linear in each vector of the passage.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sides = nn.Parameter(torch.zeros(2, WIDTH))
        self.shared = nn.Parameter(torch.zeros(2, WIDTH))
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS - APART))
        self.pair = nn.Linear(4 * WIDTH, 2)
        self.span = nn.Linear(WIDTH, 2)
        with torch.no_grad():
            self.pair.weight.mul_(0.1)
            self.pair.weight[:, 3 * WIDTH :] = 10 / WIDTH  # 10 × the cosine, to begin with
            self.pair.bias[:] = -5

    def forward(self, vectors: Tensor, question: Tensor, passage: Tensor, shared: Tensor) -> Logits:
        """Judge pairs.

        `vectors` has shape (pairs, tokens, width); the others have shape (pairs, tokens) and are
        true for the tokens of the question, those of the passage, and those that stand in both.
        """
        asked, told = question[:, :, None].float(), passage[:, :, None].float()
        x = vectors + asked * self.sides[0] + told * self.sides[1]
        x = x + shared[:, :, None].float() * (asked * self.shared[0] + told * self.shared[1])
        mask = question | passage
        for layer in self.layers:
            x = layer(x, mask)
        x = x.float()
        one, other = _mean(x, asked), _mean(x, told)
        product = functional.normalize(one, dim=-1) * functional.normalize(other, dim=-1)
        both = torch.cat([x[:, 0], one, other, product * WIDTH], dim=-1)
        relevance, answerable = self.pair(both).unbind(-1)
        spans = self.span(x).masked_fill(~passage[:, :, None], NOWHERE)
        starts, ends = spans.unbind(-1)
        return Logits(relevance, answerable, starts, ends)


def _mean(x: Tensor, weights: Tensor) -> Tensor:
    return (x * weights).sum(1) / weights.sum(1).clamp(min=1)


def from_encoder(folder: Path) -> tuple[Apart, Together]:
    """Both parts with the encoder's weights in `folder`; the heads are drawn at random."""
    held = load_file(folder / "model.safetensors")
    apart, together = Apart(), Together()
    names = {
        "words": "word_embeddings",
        "positions": "position_embeddings",
        "kinds": "token_type_embeddings",
        "norm": "LayerNorm",
    }
    with torch.no_grad():
        for name, old in names.items():
            for key, value in getattr(apart, name).named_parameters():
                value.copy_(held[f"embeddings.{old}.{key}"])
        for number, layer in enumerate([*apart.layers, *together.layers]):
            _fill(layer, held, f"encoder.layer.{number}.")
    apart.requires_grad_(False)
    return apart.eval(), together


def _fill(layer: nn.Module, held: dict[str, Tensor], at: str) -> None:
    parts = [f"attention.self.{part}." for part in ("query", "key", "value")]
    for kind in ("weight", "bias"):
        joined = torch.cat([held[f"{at}{part}{kind}"] for part in parts])
        layer.get_parameter(f"qkv.{kind}").copy_(joined)
        for new, old in {
            "out": "attention.output.dense",
            "norm": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "last_norm": "output.LayerNorm",
        }.items():
            layer.get_parameter(f"{new}.{kind}").copy_(held[f"{at}{old}.{kind}"])
