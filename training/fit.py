"""Tables of questions to the networks of index/rank.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from index.rank import FARTHEST

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

BATCH = 64


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of which at least one is right: the passages of a question, or a passage's sentences."""

    rows: Numbers
    right: Marks


class Trained(torch.nn.Module):
    """The network of index/rank.py, as torch trains it."""

    def __init__(self, rows: Numbers, hidden: int) -> None:
        """Standardize by `rows`, shape (rows, features)."""
        super().__init__()
        self.mean = torch.tensor(rows.mean(axis=0), dtype=torch.float32)
        self.scale = torch.tensor(rows.std(axis=0) + 1e-3, dtype=torch.float32)
        self.linear = torch.nn.Linear(rows.shape[1], 1)
        self.hidden = torch.nn.Linear(rows.shape[1], hidden)
        self.out = torch.nn.Linear(hidden, 1, bias=False)
        self.dropout = torch.nn.Dropout(0.1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """The score of each row."""
        x = ((x - self.mean) / self.scale).clamp(-FARTHEST, FARTHEST)
        found = self.linear(x) + self.out(self.dropout(torch.tanh(self.hidden(x))))
        scores: torch.Tensor = found.squeeze(-1)
        return scores


def to_plain(networks: Sequence[Trained], features: Sequence[str]) -> dict[str, object]:
    """What ranking.json holds: the mean of networks that were trained on the same rows."""
    number = len(networks)

    def plain(tensor: torch.Tensor) -> list[object]:
        found: list[object] = np.round(tensor.detach().numpy().astype(float), 5).tolist()
        return found

    def mean(tensors: Iterable[torch.Tensor]) -> torch.Tensor:
        return torch.stack(list(tensors)).mean(dim=0)

    return {
        "features": list(features),
        "mean": plain(networks[0].mean),
        "scale": plain(networks[0].scale),
        "linear": plain(mean(each.linear.weight[0] for each in networks)),
        "hidden": plain(torch.cat([each.hidden.weight for each in networks])),
        "hidden_bias": plain(torch.cat([each.hidden.bias for each in networks])),
        "out": plain(torch.cat([each.out.weight[0] for each in networks]) / number),
        "bias": round(float(mean(each.linear.bias for each in networks).item()), 5),
    }


def fit_groups(
    groups: Sequence[Group], *, hidden: int = 16, epochs: int = 20, seed: int = 0
) -> Trained:
    """A network whose softmax favours the right rows of each group (listwise; Cao 2007)."""
    torch.manual_seed(seed)
    groups = [each for each in groups if each.right.any() and len(each.right) > 1]
    network = Trained(np.concatenate([each.rows for each in groups]), hidden)
    size = max(len(each.right) for each in groups)
    rows = np.zeros((len(groups), size, groups[0].rows.shape[1]), dtype=np.float32)
    right, there = (np.zeros((len(groups), size), dtype=bool) for _ in range(2))
    for number, each in enumerate(groups):
        rows[number, : len(each.right)] = each.rows
        right[number, : len(each.right)] = each.right
        there[number, : len(each.right)] = True

    def loss(batch: torch.Tensor) -> torch.Tensor:
        scores = network(torch.from_numpy(rows)[batch])
        scores = scores.masked_fill(~torch.from_numpy(there)[batch], -1e9)
        shares = torch.log_softmax(scores, 1)
        gold = shares.masked_fill(~torch.from_numpy(right)[batch], -1e9)
        return -torch.logsumexp(gold, 1).mean()

    return _train(network, loss, len(groups), epochs)


def fit_line(groups: Sequence[Group], *, decay: float = 1e-3) -> Trained:
    """A linear function whose softmax favours the right rows of each group: the best there is.

    Unlike a network's, its loss has one minimum, which is found (L-BFGS).
    """
    groups = [each for each in groups if each.right.any() and len(each.right) > 1]
    network = _line(np.concatenate([each.rows for each in groups]))
    parts = [(torch.tensor(each.rows, dtype=torch.float32), each.right) for each in groups]

    def loss() -> torch.Tensor:
        losses = []
        for rows, right in parts:
            shares = torch.log_softmax(network(rows), 0)
            losses.append(-torch.logsumexp(shares[torch.from_numpy(right)], 0))
        return torch.stack(losses).mean()

    return _descend(network, loss, decay)


def fit_logistic(rows: Numbers, right: Marks, *, decay: float = 1e-3) -> Trained:
    """A linear function whose logistic function is the chance that a row is right."""
    network = _line(rows)
    x = torch.tensor(rows, dtype=torch.float32)
    y = torch.tensor(right, dtype=torch.float32)

    def loss() -> torch.Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(network(x), y)

    return _descend(network, loss, decay)


def _line(rows: Numbers) -> Trained:
    """A network without a hidden layer, all its weights 0."""
    network = Trained(rows, 1)
    for each in network.parameters():
        torch.nn.init.zeros_(each)
        each.requires_grad_(False)
    network.linear.requires_grad_(True)
    return network.eval()


def _descend(network: Trained, loss: Callable[[], torch.Tensor], decay: float) -> Trained:
    optimizer = torch.optim.LBFGS(network.linear.parameters(), max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        found = loss() + decay * (network.linear.weight**2).sum()
        found.backward()  # type: ignore[no-untyped-call]
        return found

    optimizer.step(closure)  # type: ignore[no-untyped-call]
    return network


def fit_chance(
    rows: Numbers,
    right: Marks,
    *,
    hidden: int = 0,
    epochs: int = 20,
    decay: float = 1e-3,
    seed: int = 0,
) -> Trained:
    """A network whose logistic function is the chance that a row is right."""
    torch.manual_seed(seed)
    network = Trained(rows, hidden)
    x = torch.tensor(rows, dtype=torch.float32)
    y = torch.tensor(right, dtype=torch.float32)

    def loss(batch: torch.Tensor) -> torch.Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(network(x[batch]), y[batch])

    return _train(network, loss, len(rows), epochs, decay)


def _train(
    network: Trained,
    loss: Callable[[torch.Tensor], torch.Tensor],
    number: int,
    epochs: int,
    decay: float = 1e-3,
) -> Trained:
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3, weight_decay=decay)
    steps = epochs * -(-number // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    for _ in range(epochs):
        for batch in torch.randperm(number).split(BATCH):  # type: ignore[no-untyped-call]
            optimizer.zero_grad()
            loss(batch).backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            schedule.step()
    return network.eval()
