"""Ten thousand quotes look on Discord as they stand in their documents, and ping nobody."""

from __future__ import annotations

import random

from bot.language.speaker import ENGLISH
from bot.render.answer import answer_screens
from bot.render.markdown import visible
from bot.render.screen import Words
from index.types import Answer, Citation, Quote, Span
from tests.bot.discord_markdown import shown

QUOTES = 10_000
SEED = 20261125
PIECES = (
    *"** * __ _ ~~ || ` ``` \\ > >>> # ## -# - + 1. 23) [ ] ( ) < > : @ ! / | ~".split(),
    *"@everyone @here <@1> <@!22> <@&333> <#4444> </ask:5> <id:customize> @someone".split(),
    *"<t:1700000000:R> <t:0> <:lamp:6> <a:lamp:77> :lamp: :+1::skin-tone-2:".split(),
    *"https://example.org http://a.b/c_d_e?f=*g* <https://x.y> steam://run/1".split(),
    "discord.gg/abc",
    *"[text](https://example.org) [a](<https://b.c>) www.example.org a@example.org".split(),
    *"lamp lamps 10 1.5 snake_case 2*3*4 it’s “so” — …".split(),
    *"é漢字 العربية עברית नमस्ते 👍🏽 👩‍👩‍👧‍👦 🇩🇪".split(),
    *("\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200e", "\u200f", "\u061c"),
    *("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\xad", "\u180e", "\x00", "\x1b", "\x7f"),
    *("\n", "\n\n", "\r\n", "\u2028", "\t", " ", "  ", "\xa0", "\u3000", "\n- ", "\n> ", "\n# "),
)


def made(chance: random.Random) -> Quote:
    """A quote that tries everything, in a document whose title and headings do too."""
    most = 400 if chance.random() < 0.001 else 9
    text = "".join(chance.choice(PIECES) for _ in range(chance.randint(1, most)))
    ends = sorted(chance.randint(0, len(text)) for _ in range(4))
    marked = (Span(ends[0], ends[1]), Span(ends[2], ends[3]))
    title, heading = ("".join(chance.choices(PIECES, k=3)) for _ in range(2))
    place = Citation(title, title, (heading,), None, None, 1, 1, Span(0, len(text)), "f" * 64)
    return Quote(text, marked, place, 0.9)


def test_every_quote_is_shown_as_it_stands_and_pings_nobody() -> None:
    chance = random.Random(SEED)  # noqa: S311 - chosen again the same way
    for number in range(QUOTES):
        quote = made(chance)
        answer = Answer("?", (quote,), (), 0.9, id="0123456789abcdef")
        runs = [
            run
            for screen in answer_screens(answer, ENGLISH, asked=quote.citation.title)
            for part in screen.parts
            if isinstance(part, Words)
            for run in shown(part.text)
        ]
        seen = "".join(run.text for run in runs if "quote" in run.kinds)
        assert seen == visible(quote.text).text, (number, quote)
        dressed = {kind for run in runs for kind in run.kinds}
        assert dressed <= {"quote", "bold", "subtext"}, (number, quote, dressed)
