"""Groups of pairs to weights: the loop, its checkpoints and its log."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from index.judge.network import Together
from training.reader.batches import Batches
from training.reader.examples import Pair

log = logging.getLogger(__name__)

ROWS = 8  # pairs that are read together in training


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. Training ends after `steps`, or after `minutes` if that is sooner.

    The learning rate falls in a straight line to nothing at that end.
    """

    seed: int = 1
    steps: int = 6000
    minutes: float = 600.0
    groups: int = 12
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warm_steps: int = 30
    decay: float = 0.01
    span_weight: float = 0.5
    answerable_weight: float = 0.5
    save_minutes: float = 3.0
    validate_minutes: float = 15.0


class Groups(Protocol):
    """What gives groups of pairs, the right one first."""

    def group(self, rng: random.Random) -> list[Pair]:
        """One question's pairs."""


@dataclass(frozen=True, slots=True)
class Said:
    """What the network says of pairs, in their order.

    `places` are the ranges of each pair's tokens, as long as its `starts` and `ends`.
    """

    relevance: torch.Tensor
    answerable: torch.Tensor
    starts: list[torch.Tensor]
    ends: list[torch.Tensor]
    places: list[np.ndarray]


def judge_all(network: Together, batches: Batches, pairs: Sequence[Pair]) -> Said:
    """Judge pairs, `ROWS` of like length at a time: short ones are not padded to the longest."""
    order = sorted(range(len(pairs)), key=lambda each: batches.length(pairs[each]))
    rows: dict[int, tuple[torch.Tensor, ...]] = {}
    places: dict[int, np.ndarray] = {}
    for start in range(0, len(order), ROWS):
        part = order[start : start + ROWS]
        batch = batches([pairs[each] for each in part])
        out = network(**batch.inputs)
        for at, each in enumerate(part):
            rows[each] = tuple(heads[at] for heads in out)
            places[each] = batch.places[at]
    relevance, answerable, starts, ends = zip(*(rows[n] for n in range(len(pairs))), strict=True)
    return Said(
        torch.stack(relevance),
        torch.stack(answerable),
        list(starts),
        list(ends),
        [places[n] for n in range(len(pairs))],
    )


def loss_of(
    said: Said, groups: Sequence[Sequence[Pair]], plan: Plan
) -> tuple[torch.Tensor, dict[str, float]]:
    """The loss of a batch of groups and its parts: list, answerable, span.

    The likeliest begin and end of an answer are looked for over all the passages of a question
    together, so that wrong passages learn to hold none (Clark and Gardner, “Simple and Effective
    Multi-Paragraph Reading Comprehension”, 2018).
    """
    lists: list[torch.Tensor] = []
    spans: list[torch.Tensor] = []
    targets: list[float] = []
    row = 0
    for group in groups:
        ranked = [row + i for i, pair in enumerate(group) if pair.ranked]
        lists.append(-functional.log_softmax(said.relevance[ranked], dim=0)[0])
        targets.extend(float(pair.answer is not None) for pair in group)
        answer = group[0].answer
        places = said.places[row]
        if answer:
            inside = np.flatnonzero((places[:, 1] > answer.start) & (places[:, 0] < answer.end))
            if len(inside):
                starts = torch.cat([said.starts[each] for each in ranked])
                ends = torch.cat([said.ends[each] for each in ranked])
                begin = functional.log_softmax(starts, dim=0)[inside[0]]
                end = functional.log_softmax(ends, dim=0)[inside[-1]]
                spans.append(-(begin + end) / 2)
        row += len(group)
    ranking = torch.stack(lists).mean()
    target = torch.tensor(targets, device=said.answerable.device)
    answerable = functional.binary_cross_entropy_with_logits(said.answerable, target)
    span = torch.stack(spans).mean() if spans else ranking * 0
    total = ranking + plan.answerable_weight * answerable + plan.span_weight * span
    parts = {"list": ranking.item(), "answerable": answerable.item(), "span": span.item()}
    return total, parts


def weights_of(run: Path) -> dict[str, torch.Tensor]:
    """The network's weights in the last checkpoint of a run's folder."""
    held = load_file(run / "state.safetensors")
    known = "weights."
    return {key.removeprefix(known): held[key] for key in held if key.startswith(known)}


class Trainer:
    """A run that is kept in a folder and goes on where it stopped."""

    def __init__(
        self, plan: Plan, examples: Groups, network: Together, batches: Batches, folder: Path
    ) -> None:
        self.plan, self.examples, self.folder = plan, examples, folder
        self.batches, self.network = batches, network.to(batches.device)
        folder.mkdir(parents=True, exist_ok=True)
        body = list(network.layers.parameters())
        known = {id(each) for each in body}
        heads = [each for each in network.parameters() if id(each) not in known]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
            weight_decay=plan.decay,
        )
        self.step, self.seconds = 0, 0.0
        if (folder / "state.safetensors").exists():
            self._resume()

    def _resume(self) -> None:
        """Go on from the last checkpoint; its tensors are the weights and the moments."""
        path = self.folder / "state.safetensors"
        held = load_file(path, device=self.batches.device)
        state = json.loads(path.with_suffix(".json").read_text())
        self.step, self.seconds = state["step"], state["seconds"]
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                value.copy_(held[f"weights.{name}"])
                self.optimizer.state[value] = {
                    "step": torch.tensor(float(self.step)),
                    "exp_avg": held[f"mean.{name}"].clone(),
                    "exp_avg_sq": held[f"square.{name}"].clone(),
                }
        log.info("going on from step %d", self.step)

    def save(self) -> None:
        """Write a checkpoint; one that is half written is never read."""
        held: dict[str, torch.Tensor] = {}
        for name, value in self.network.named_parameters():
            held[f"weights.{name}"] = value.detach()
            held[f"mean.{name}"] = self.optimizer.state[value]["exp_avg"]
            held[f"square.{name}"] = self.optimizer.state[value]["exp_avg_sq"]
        part = self.folder / "part.safetensors"
        save_file({key: value.contiguous().cpu() for key, value in held.items()}, part)
        part.rename(self.folder / "state.safetensors")
        state = {"step": self.step, "seconds": self.seconds, "plan": asdict(self.plan)}
        (self.folder / "state.json").write_text(json.dumps(state, indent=1))

    def run(self, validate: Callable[[Together], dict[str, Any]]) -> Together:
        """Train to the end; gives the network."""
        plan = self.plan
        began, before = time.monotonic(), self.seconds
        saved = checked = self.seconds
        self.network.train()
        with (self.folder / "log.jsonl").open("a") as file:
            while self.step < plan.steps and self.seconds < 60 * plan.minutes:
                parts = self._step()
                self.seconds = before + time.monotonic() - began
                line = {"step": self.step, "seconds": round(self.seconds, 1), **parts}
                file.write(json.dumps(line) + "\n")
                file.flush()
                if self.seconds - saved > 60 * plan.save_minutes:
                    saved = self.seconds
                    self.save()
                if self.seconds - checked > 60 * plan.validate_minutes:
                    checked = self.seconds
                    self._validate(validate, file.write)
            self.save()
            self._validate(validate, file.write)
        return self.network.eval()

    def _validate(
        self, validate: Callable[[Together], dict[str, Any]], write: Callable[[str], object]
    ) -> None:
        found = validate(self.network.eval())
        self.network.train()
        write(json.dumps({"step": self.step, "validation": found}) + "\n")
        log.info("step %d: %s", self.step, found)

    def _step(self) -> dict[str, float]:
        plan = self.plan
        seed = plan.seed * 1_000_003 + self.step  # a run that stopped goes on as if it hadn't
        torch.manual_seed(seed)
        rng = random.Random(seed)  # not a secret
        done = max(self.step / plan.steps, self.seconds / (60 * plan.minutes))
        factor = max(0.0, min(1.0, (self.step + 1) / plan.warm_steps) * (1 - done))
        for group, rate in zip(
            self.optimizer.param_groups, (plan.rate, plan.head_rate), strict=True
        ):
            group["lr"] = rate * factor
        groups = [self.examples.group(rng) for _ in range(plan.groups)]
        pairs = [pair for group in groups for pair in group]
        self.optimizer.zero_grad(set_to_none=True)
        cuda = self.batches.device == "cuda"
        with torch.autocast(self.batches.device, torch.bfloat16, enabled=cuda):
            said = judge_all(self.network, self.batches, pairs)
            loss, parts = loss_of(said, groups, plan)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        return {**parts, "pairs": len(pairs), "rate": plan.rate * factor}
