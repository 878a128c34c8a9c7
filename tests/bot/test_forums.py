"""New posts of a forum, answered once from their titles, where that is switched on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import Settings
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.loopback import payloads
from tests.loopback.messages import ShownMessage, show
from tests.loopback.people import _components
from tests.loopback.world import Channel


def text_of(message: ShownMessage) -> str:
    return "\n".join(one["content"] for one in _components(message.components) if one["type"] == 10)


def new_post(shop: LampShop, title: str) -> tuple[Channel, ShownMessage]:
    """A post with its first message, whose text the bot doesn't get."""
    state = shop.server.state
    post = Channel(state.ids.next(), title, guild=shop.guild, parent=shop.channel)
    state.threads[post.id] = post
    state.gateway.dispatch("THREAD_CREATE", {**payloads.channel(post), "newly_created": True})
    return post, show(state, ShownMessage(post.id, post, shop.ann, content="Please help"))


async def test_a_new_post_is_answered_once_from_its_title(tmp_path: Path) -> None:
    forums = lambda guild: Settings(forums=frozenset({guild.channel.id}))  # noqa: E731
    async with open_shop(tmp_path, settings=forums) as shop:
        post, first = new_post(shop, HOW_LONG)
        await shop.server.until(lambda: bool(shop.server.posted_after(first)))
        (answer,) = shop.server.posted_after(first)
        assert "thirty days" in text_of(answer).replace("*", "")
        # What follows in the post is answered only if it mentions the bot.
        shop.server.post(shop.ann, post, "thanks")
        (other,) = await shop.server.say(
            shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}"
        )
        assert shop.server.posted_after(first) == [answer]
        assert "thirty days" in text_of(other).replace("*", "")


async def test_posts_elsewhere_are_left_alone(tmp_path: Path) -> None:
    async with open_shop(tmp_path) as shop:
        _, first = new_post(shop, HOW_LONG)
        await shop.server.say(shop.ann, shop.channel, f"{shop.server.bot.mention} {HOW_LONG}")
        assert shop.server.posted_after(first) == []


@pytest.mark.parametrize("value", ["general", "12,", "0"])
def test_a_wrong_number_of_a_forum_is_told(value: str) -> None:
    from bot.config import SettingsError

    with pytest.raises(SettingsError) as raised:
        Settings.load({"FOOTNOTE_FORUMS": value}, env_file=None)
    assert str(raised.value) == (
        f"FOOTNOTE_FORUMS in the environment is {value!r} and must be channels' numbers with "
        "commas between (Developer Mode, Copy Channel ID)."
    )
    loaded = Settings.load({"FOOTNOTE_FORUMS": "12, 34"}, env_file=None)
    assert loaded.forums == frozenset({12, 34})
