"""Texts that are alike are put together."""

from __future__ import annotations

import numpy as np

from index.group import group_alike


def test_each_joins_the_group_whose_first_is_closest() -> None:
    angles = [0.0, 1.0, 0.4, 0.8, 1.8, 0.8]  # radians; 0.863 and more apart is too far
    vectors = [np.array([np.cos(each), np.sin(each)], dtype=np.float32) for each in angles]
    texts = ["a", "b", "c", "d", "e", "in 2006"]
    # 1.8 is near to 1.0, and 0.8 names a year that no other does.
    assert group_alike(texts, vectors) == [[0, 2], [1, 3, 4], [5]]
    assert group_alike([], []) == []
