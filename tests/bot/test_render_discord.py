"""Texts in, exact messages out."""

from __future__ import annotations

import pytest

from bot.render.discord import pack, sentence
from bot.render.markdown import units


@pytest.mark.parametrize(
    ("blocks", "messages"),
    [
        ([], []),
        (["a", "b"], ["a\n\nb"]),
        (["a" * 1000, "b" * 998, "c"], ["a" * 1000 + "\n\n" + "b" * 998, "c"]),
        (["a" * 1000, "b" * 999], ["a" * 1000, "b" * 999]),
        (["👍" * 1000, "b"], ["👍" * 1000, "b"]),
    ],
)
def test_blocks_share_messages_up_to_the_limit(blocks: list[str], messages: list[str]) -> None:
    assert pack(blocks) == messages


def test_an_error_is_one_line_without_markup() -> None:
    assert sentence("“*a*.md” is empty.\n@everyone") == "“\\*a\\*\\.md” is empty\\. \\@everyone"
    assert units(sentence("*" * 5000)) == 2 * 700 - 1
