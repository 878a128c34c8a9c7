"""Questions that ask (nearly) the same → groups. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.embed import Vectors

ALIKE = 0.65  # cosine of two questions that one document could answer
_NUMBER = re.compile(r"\d+")


def group_alike(texts: Sequence[str], vectors: Sequence[Vectors]) -> list[list[int]]:
    """Numbers of texts that are alike, in the order in which they are given.

    The first of a group stands for it: a text joins the group to whose first it is closest, if it
    is close enough and names the same numbers ("in 2006" and "in 2007" ask two things); else it
    begins one.
    """
    groups: list[list[int]] = []
    for number, text in enumerate(texts):
        named = set(_NUMBER.findall(text))
        close = [
            (float(np.dot(vectors[number], vectors[group[0]])), group)
            for group in groups
            if set(_NUMBER.findall(texts[group[0]])) == named
        ]
        likeness, nearest = max(close, key=lambda each: each[0], default=(0.0, []))
        if likeness >= ALIKE:
            nearest.append(number)
        else:
            groups.append([number])
    return groups
