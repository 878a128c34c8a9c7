"""Linear functions whose best numbers are known."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from training.fit import Group, fit_line, fit_logistic


def test_a_logistic_function_gives_the_shares_that_it_saw() -> None:
    rows = np.array([[0.0]] * 4 + [[1.0]] * 4)
    right = np.array([True, False, False, False, True, True, True, False])

    found = fit_logistic(rows, right, decay=0)

    with torch.no_grad():
        logits = found(torch.tensor([[0.0], [1.0]])).tolist()
    assert logits == pytest.approx([-math.log(3), math.log(3)], abs=1e-3)


def test_a_line_favours_the_right_row_as_often_as_it_was_right() -> None:
    one, other = np.array([[0.0], [1.0]]), np.array([True, False])
    groups = [Group(one, other)] + [Group(one, ~other)] * 3

    found = fit_line(groups, decay=0)

    with torch.no_grad():
        low, high = found(torch.tensor([[0.0], [1.0]])).tolist()
    assert high - low == pytest.approx(math.log(3), abs=1e-3)
