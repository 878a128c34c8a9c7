"""Every limit of Discord, met at its edge: what fits is whole, what doesn't is said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from bot.buttons.answers import MOST_REASON
from bot.language.speaker import ENGLISH, LANGUAGES, Speaker
from bot.render.answer import answer_screens, more_screens
from bot.render.around import check_screens as reread_screens
from bot.render.around import context_screen, page_screen
from bot.render.checks import check_screens
from bot.render.finds import MOST_QUERY, find_id, find_screens
from bot.render.markdown import units
from bot.render.press import NUMBERS, Action, custom_id
from bot.render.screen import MOST_COMPONENTS, MOST_TEXT, Button, Screen, Words, rows, screens
from bot.view import view_of
from index.sources import Sources
from index.types import (
    Answer,
    Check,
    Checked,
    Citation,
    Context,
    Difference,
    Edition,
    KeptAnswer,
    Occasion,
    Occurrences,
    Quote,
    ReadAs,
    ReadKind,
    Reread,
    Span,
    Standing,
    Verdict,
)
from tests.bot.discord_markdown import shown
from tests.bot.lamp_shop import HOW_LONG, LampShop, open_shop
from tests.bot.test_buttons_quotes import asked, press
from tests.loopback import Upload
from tests.loopback.limits import message_problems
from tests.loopback.payloads import FILE_SIZE_LIMIT

ID = "0123456789abcdef"
LONG = "An *endless* title_of > everything. " * 40
V2 = 1 << 15

# The longest that each text may get in the library, and what Discord makes longest of it.
NAMES = {"short": "Terms", "long": LONG, "marks": "*_~`|>#-" * 60, "flags": "🇩🇪" * 200}
AROUND = [1, 2000, 2001, 3250, 3300, 3999, 4000, 4001, 12_001]
TEXTS: dict[str, Callable[[int], str]] = {
    "words": lambda length: ("lamp " * length)[:length],
    "one word": lambda length: "x" * length,
    "marks": lambda length: "*" * length,
    "emoji": lambda length: "👩‍👩‍👧‍👦" * (length // 11 + 1),
    "lines": lambda length: ("a\n" * length)[:length].strip() or "a",
}


def quote(text: str, title: str = "Terms", source: str = "terms.pdf") -> Quote:
    place = Citation(source, title, (title, title), 4, "iv", 12, 13, Span(0, len(text)), "f" * 64)
    return Quote(text, (Span(0, len(text) // 2),), place, 0.9)


def refused(found: Sequence[Screen]) -> list[str]:
    """What Discord has against these messages."""
    problems: list[str] = []
    for screen in found:
        files = [Upload(each.filename, each.content) for each in screen.files]
        view: Any = view_of(screen)
        fields: dict[str, Any] = {"components": view.to_components(), "flags": V2}
        problems += [str(each) for each in message_problems(fields, files)]
    return problems


@pytest.mark.parametrize("kind", TEXTS)
def test_a_quote_of_any_length_is_whole_and_within_the_limits(kind: str) -> None:
    for length, title in zip(AROUND, cycle(NAMES.values()), strict=False):
        text = TEXTS[kind](length)
        answer = Answer("Why?", (quote(text, title),), (), 0.9, id=ID)
        found = answer_screens(answer, ENGLISH, asked=title, asked_by="<@1>")
        assert refused(found) == [], (length, title[:9])
        attached = {each.filename: each.content for screen in found for each in screen.files}
        seen = "".join(
            run.text
            for screen in found
            for part in screen.parts
            if isinstance(part, Words)
            for run in shown(part.text)
            if "quote" in run.kinds
        )
        assert attached == {"quote-1.txt": text.encode()} if attached else seen == text, length


@pytest.mark.parametrize(("title", "language"), [*zip(NAMES.values(), LANGUAGES, strict=True)])
def test_a_message_holds_all_that_can_stand_on_it(title: str, language: str) -> None:
    say = Speaker.for_locale(language)
    quotes = tuple(
        replace(
            quote(f"Lamp {number}. " * 320, title, f"{title[:60]}{number}.pdf"),
            also=(quote("x", title).citation,) * 9,
        )
        for number in range(5)
    )
    editions = tuple(Edition(number, None, title[:60]) for number in range(5))
    answer = Answer(
        "Why? " * 200,
        quotes,
        (),
        0.9,
        withheld=3,
        by_words=True,
        differences=(Difference(editions, values=True, ordered=False),) * 5,
        id=ID,
        read_as=tuple(ReadAs(ReadKind.SPELLING, f"{title}{n}", title) for n in range(40)),
    )
    kept = KeptAnswer(answer, True, tuple(range(5)), "shared", "discord:1", 0.0, Occasion())
    for private in (True, False):
        assert refused(answer_screens(answer, say, asked="?" * 1000, private=private)) == []
    assert refused(more_screens(kept, say)) == []
    declined = replace(answer, quotes=(), nearest=quotes, differences=())
    assert refused(answer_screens(declined, say, asked="?" * 1000)) == []
    checked = tuple(
        Checked("It is so. " * 99, verdict, found)
        for verdict, found in (
            (Verdict.SUPPORTED, quotes[0]),
            (Verdict.CONTRADICTED, quotes[1]),
            (Verdict.NOTHING, None),
        )
    )
    assert refused(check_screens(Check((checked * 9)[:25], 7), say)) == []
    words = "x" * MOST_QUERY
    assert refused(find_screens(Occurrences(words, quotes, 5, 999_999, 5, 2), say)) == []
    for standing in Standing:
        now = None if standing in (Standing.DROPPED, Standing.REMOVED) else quotes[0]
        assert refused(reread_screens(quotes[0], Reread(standing, now, 1.7e9), say)) == []
    for count in (1, 3, 200):
        around = Context(quotes[:1] * count, 2, before=True, after=True)
        one = context_screen(around, say, answer_id=ID, number=4, section=count > 3)
        assert refused([one]) == []
    assert refused([page_screen(quotes[0], b"png", say)]) == []


def test_forty_components_are_one_message_and_forty_one_are_two() -> None:
    blocks = [Words("x")] * (MOST_COMPONENTS - 1)
    assert [len(each.parts) for each in screens(blocks)] == [39]
    assert refused(screens(blocks)) == []
    assert [len(each.parts) for each in screens([*blocks, Words("y")])] == [39, 1]
    # A row counts with its buttons, and a block with its button and what holds both.
    row = rows([Button("Ask", f"{number}") for number in range(5)])
    assert [len(each.parts) for each in screens([*blocks[:33], *row])] == [34]
    assert refused(screens([*blocks[:33], *row])) == []
    assert [len(each.parts) for each in screens([*blocks[:34], *row])] == [34, 1]
    pair = Words("z", Button("Context", "z"))
    assert refused(screens([*blocks[:36], pair])) == []
    assert [len(each.parts) for each in screens([*blocks[:37], pair])] == [37, 1]


def test_four_thousand_characters_are_one_message_and_one_more_are_two() -> None:
    full = [Words("x" * 3000), Words("👍" * 500)]
    assert units(full[1].text) == 1000
    assert [len(each.parts) for each in screens(full)] == [2]
    assert refused(screens(full)) == []
    assert [len(each.parts) for each in screens([*full, Words("y")])] == [2, 1]
    assert MOST_TEXT == 4000


def test_ids_of_buttons_have_room_for_the_largest_numbers() -> None:
    ids = [custom_id(each, ID, *[-999_999] * NUMBERS.get(each, 0)) for each in Action]
    ids += [find_id(99_999, "x" * MOST_QUERY), f"footnote:why:{ID}:1", "footnote:ask:question"]
    assert max(map(len, ids)) <= 100
    assert len(find_id(99_999, "x" * MOST_QUERY)) == 90


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[LampShop]:
    async with open_shop(tmp_path) as opened:
        yield opened


async def test_of_26_documents_25_are_offered_under_names_that_fit(shop: LampShop) -> None:
    names = [f"part {n:02} {'of all lamps 💡 ' * 9}"[:110].rstrip() + ".md" for n in range(26)]
    files = [(name, f"# P\n\nPart {n}.".encode()) for n, name in enumerate(names)]
    library = shop.libraries.server(shop.guild.id)
    library.add(files[:25], by="test")
    for more in (files[:0], files[25:]):
        library.add(more, by="test")
        found = await shop.server.autocomplete(
            shop.ann,
            shop.channel,
            "ask",
            {"question": "x", "document": "part"},
            focused="document",
        )
        assert [each.name[:8] for each in found] == [f"part {n:02} " for n in range(25)]
        assert {units(each.name) <= 100 and len(str(each.value)) <= 100 for each in found} == {True}
    # What was chosen is understood, and so is the 26th, typed in full.
    for chosen in (found[24].value, names[25]):
        reply = await shop.server.slash(
            shop.ann, shop.channel, "find", {"words": "part", "private": True}
        )
        assert reply.done
        asked_of = {"question": "Which part is this?", "document": chosen}
        reply = await shop.server.slash(shop.ann, shop.channel, "ask", asked_of)
        assert "There is no document" not in reply.messages[0].text


async def test_a_message_of_4000_characters_is_looked_for_and_checked(shop: LampShop) -> None:
    sentence = "A lamp may be returned within thirty days of delivery. "
    text = (sentence * 73)[:4000]
    said = shop.server.post(shop.ann, shop.channel, text)
    reply = await shop.server.menu(shop.ann, shop.channel, "Find in documents", said)
    assert (
        "-# Only the first 1,000 characters of the message were looked at; the rest is left out."
    ) in reply.messages[0].text
    assert "thirty days" in reply.messages[0].text.replace("*", "")
    short = shop.server.post(shop.ann, shop.channel, text[:1000])
    reply = await shop.server.menu(shop.ann, shop.channel, "Find in documents", short)
    assert "left out" not in reply.messages[0].text
    reply = await shop.server.menu(shop.ann, shop.channel, "Check against documents", said)
    await shop.server.until(lambda: "not checked" in reply.messages[-1].text)
    told = "\n".join(one.text for one in reply.messages)
    assert told.count("**Supported** by:") == 25
    assert told.endswith("-# 48 more sentences were not checked.")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("How long? " * 9 + "How much??", "How long? " * 9 + "How much??"),
        ("a" * 90 + "b" * 11, "a" * 66 + "…" + "a" * 22 + "b" * 11),
    ],
)
async def test_a_thread_is_named_by_100_characters_of_its_question(
    shop: LampShop, question: str, name: str
) -> None:
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})
    (message,) = reply.messages
    await shop.server.click(shop.ann, message, message.buttons["Ask more"])
    thread = shop.server.state.threads[message.id]
    assert thread.name == name
    assert units(name) <= 100


async def test_an_original_of_ten_mib_is_handed_over_and_a_byte_more_is_said(
    shop: LampShop, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = await asked(shop)
    for size, said in (
        (FILE_SIZE_LIMIT, "**handbook\\.md**, as it is now:"),
        (
            FILE_SIZE_LIMIT + 1,
            "**handbook\\.md** is larger than the 10 MiB that Discord takes here.",
        ),
    ):
        data = bytes(size)
        monkeypatch.setattr(Sources, "original", lambda *_, data=data: ("handbook.md", data))
        reply = await press(shop, message, "Original")
        assert [one.text for one in reply.messages] == [said]
        held = [len(each) for each in reply.messages[0].attachments.values()]
        assert held == ([size] if size == FILE_SIZE_LIMIT else [])


async def test_a_reason_of_the_longest_is_kept_whole(shop: LampShop) -> None:
    message = await asked(shop)
    thanks = await press(shop, message, "Helpful")
    form = await press(shop, thanks.messages[0], "Say why")
    assert form.modal is not None
    (label,) = form.modal["components"]
    assert label["component"]["max_length"] == MOST_REASON == 1000
    await shop.server.submit(shop.ann, form, {"reason": "x" * MOST_REASON})
    kept = shop.libraries.server(shop.guild.id).kept.feedback()
    assert [each.reason for each in kept] == ["x" * MOST_REASON]


@pytest.mark.parametrize("length", [1000, 1])
async def test_the_longest_and_the_shortest_question_are_answered(
    shop: LampShop, length: int
) -> None:
    question = f"{HOW_LONG} {'lamp ' * 200}"[:length]
    reply = await shop.server.slash(shop.ann, shop.channel, "ask", {"question": question})
    assert [one.content for one in reply.messages] == [""]
    assert "Remove" in reply.messages[-1].buttons


async def test_the_longest_words_are_found_and_their_pages_turned(shop: LampShop) -> None:
    words = "“The cords of brass lamps in the back room of the shop cost 12 euros.”"
    assert len(words) == MOST_QUERY
    text = "".join(f"## Shelf {n}\n\n{words[1:-1]}\n\nOther lamp {n}.\n\n" for n in range(12))
    shop.libraries.server(shop.guild.id).add([("many.md", text.encode())], by="test")
    reply = await shop.server.slash(shop.ann, shop.channel, "find", {"words": words})
    (message,) = reply.messages
    turned = await shop.server.click(shop.ann, message, message.buttons["Next"])
    assert "Shown: 6–10." in turned.messages[0].text
