"""Groups of pairs to weights: the loop, its checkpoints and its log."""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional
from transformers import AutoConfig, AutoTokenizer, BertModel

from index.embed import BUILT_IN, model_folder
from training.reader.examples import Examples, Pair
from training.reader.network import Network

log = logging.getLogger(__name__)

MAX_TOKENS = 160
# Of each pair and token where it stands in the pair's text; None outside of it.
Places = list[list[tuple[int, int] | None]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. Training ends after `steps`, or after `minutes` if that is sooner.

    The learning rate falls in a straight line to nothing at that end.
    """

    seed: int = 1
    steps: int = 6000
    minutes: float = 600.0
    groups: int = 8
    rate: float = 1e-4
    head_rate: float = 1e-3
    warm_steps: int = 30
    decay: float = 0.01
    span_weight: float = 0.5
    answerable_weight: float = 0.5
    average: float = 0.98
    save_minutes: float = 3.0
    validate_minutes: float = 15.0


def fresh() -> Network:
    """The network with the encoder's weights, its heads drawn at random."""
    folder = str(model_folder(BUILT_IN))
    network = Network(AutoConfig.from_pretrained(folder))
    network.encoder = BertModel.from_pretrained(folder, add_pooling_layer=False)
    width = network.encoder.config.hidden_size
    with torch.no_grad():
        network.pair.weight.mul_(0.1)
        network.pair.bias.zero_()
        network.pair.weight[:, 3 * width :] = 10 / width  # 10 × the cosine, to begin with
        network.pair.bias[:] = -5
    # What words mean stays as it was: the sets trained on have few of the words of others.
    network.encoder.embeddings.requires_grad_(False)
    return network


class Batches:
    """Pairs to tensors."""

    def __init__(self, device: str) -> None:
        self.device = device
        self.tokenizer = AutoTokenizer.from_pretrained(str(model_folder(BUILT_IN)))

    def __call__(self, pairs: list[Pair]) -> tuple[dict[str, torch.Tensor], Places]:
        """The network's input, and for each pair the places of its tokens in the text.

        A place is None outside of the text.
        """
        encoded = self.tokenizer(
            [pair.question for pair in pairs],
            [pair.text for pair in pairs],
            truncation="only_second",
            max_length=MAX_TOKENS,
            padding=True,
            return_offsets_mapping=True,
            return_token_type_ids=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").tolist()
        types = encoded["token_type_ids"].tolist()
        # The last mark is of type 1 too, and stands nowhere.
        places = [
            [
                place if kind == 1 and place[1] > place[0] else None
                for place, kind in zip(*row, strict=True)
            ]
            for row in zip(offsets, types, strict=True)
        ]
        return {key: value.to(self.device) for key, value in encoded.items()}, places


def loss_of(
    network: Network,
    inputs: dict[str, torch.Tensor],
    places: Places,
    groups: list[list[Pair]],
    plan: Plan,
) -> tuple[torch.Tensor, dict[str, float]]:
    """The loss of a batch of groups and its parts: list, answerable, span."""
    out = network(**inputs)
    lists, targets, spans = [], [], []
    row = 0
    for group in groups:
        ranked = [row + i for i, pair in enumerate(group) if pair.ranked]
        lists.append(-functional.log_softmax(out.relevance[ranked], dim=0)[0])
        for i, pair in enumerate(group):
            targets.append(float(pair.answer is not None))
            if pair.answer:
                inside = [
                    at
                    for at, place in enumerate(places[row + i])
                    if place and place[1] > pair.answer.start and place[0] < pair.answer.end
                ]
                if inside:
                    begins = functional.log_softmax(out.starts[row + i], dim=0)[inside[0]]
                    ends = functional.log_softmax(out.ends[row + i], dim=0)[inside[-1]]
                    spans.append(-(begins + ends) / 2)
        row += len(group)
    ranking = torch.stack(lists).mean()
    target = torch.tensor(targets, device=out.answerable.device)
    answerable = functional.binary_cross_entropy_with_logits(out.answerable, target)
    span = torch.stack(spans).mean() if spans else ranking * 0
    total = ranking + plan.answerable_weight * answerable + plan.span_weight * span
    parts = {"list": ranking.item(), "answerable": answerable.item(), "span": span.item()}
    return total, parts


class Trainer:
    """A run that is kept in a folder and goes on where it stopped."""

    def __init__(self, plan: Plan, examples: Examples, folder: Path) -> None:
        self.plan, self.examples, self.folder = plan, examples, folder
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        torch.manual_seed(plan.seed)
        folder.mkdir(parents=True, exist_ok=True)
        self.network = fresh().to(self.device)
        self.batches = Batches(self.device)
        heads = [*self.network.pair.parameters(), *self.network.span.parameters()]
        body = [each for each in self.network.encoder.parameters() if each.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.head_rate}],
            weight_decay=plan.decay,
        )
        self.averaged = {
            name: value.detach().clone()
            for name, value in self.network.named_parameters()
            if value.requires_grad
        }
        self.step, self.seconds = 0, 0.0
        if (folder / "state.safetensors").exists():
            self._resume()

    def _resume(self) -> None:
        """Go on from the last checkpoint; its tensors are the weights, averages and moments."""
        held = load_file(folder_file := self.folder / "state.safetensors", device=self.device)
        state = json.loads(folder_file.with_suffix(".json").read_text())
        self.step, self.seconds = state["step"], state["seconds"]
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                if not value.requires_grad:
                    continue
                value.copy_(held[f"weights.{name}"])
                self.averaged[name].copy_(held[f"averaged.{name}"])
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
            if value.requires_grad:
                held[f"weights.{name}"] = value.detach()
                held[f"averaged.{name}"] = self.averaged[name]
                held[f"mean.{name}"] = self.optimizer.state[value]["exp_avg"]
                held[f"square.{name}"] = self.optimizer.state[value]["exp_avg_sq"]
        part = self.folder / "part.safetensors"
        save_file({key: value.contiguous().cpu() for key, value in held.items()}, part)
        part.rename(self.folder / "state.safetensors")
        state = {"step": self.step, "seconds": self.seconds, "plan": asdict(self.plan)}
        (self.folder / "state.json").write_text(json.dumps(state, indent=1))

    def averaged_network(self) -> Network:
        """The network with the running average of its weights."""
        network = fresh().to(self.device)
        network.load_state_dict(self.averaged, strict=False)
        return network.eval()

    def run(self, validate: Callable[[Network], dict[str, Any]]) -> Network:
        """Train to the end; gives the averaged network."""
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
                    found = validate(self.averaged_network())
                    file.write(json.dumps({"step": self.step, "validation": found}) + "\n")
                    log.info("step %d: %s", self.step, found)
            self.save()
            network = self.averaged_network()
            found = validate(network)
            file.write(json.dumps({"step": self.step, "validation": found}) + "\n")
            log.info("end, step %d: %s", self.step, found)
        return network

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
        # Two halves by length: short pairs are not padded to the longest.
        groups = [self.examples.group(rng) for _ in range(plan.groups)]
        groups.sort(key=lambda group: max(len(pair.text) for pair in group))
        halves = [groups[: plan.groups // 2], groups[plan.groups // 2 :]]
        self.optimizer.zero_grad(set_to_none=True)
        sums: dict[str, float] = {}
        for half in halves:
            inputs, places = self.batches([pair for group in half for pair in group])
            with torch.autocast(self.device, torch.bfloat16, enabled=self.device == "cuda"):
                loss, parts = loss_of(self.network, inputs, places, half, plan)
            torch.autograd.backward(loss / len(halves))
            for key, part in parts.items():
                sums[key] = round(sums.get(key, 0) + part / len(halves), 4)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        keep = min(plan.average, self.step / (self.step + 10))
        with torch.no_grad():
            for name, value in self.network.named_parameters():
                if value.requires_grad:
                    self.averaged[name].lerp_(value, 1 - keep)
        return {**sums, "rate": plan.rate * factor}
