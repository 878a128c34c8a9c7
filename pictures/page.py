"""A message off the loopback server → a page that looks as Discord shows it. Pure."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from pathlib import Path
from typing import Any

from discord import ComponentType as Kind

from tests.bot.discord_markdown import Shown, shown
from tests.loopback import ShownMessage

Json = dict[str, Any]

STYLE = (Path(__file__).parent / "discord.css").read_text("utf-8")
BLOCKS = ("quote", "subtext", "heading", "list")
MARKS = {"bold": "b", "italic": "i", "code": "code", "strike": "s", "underline": "u"}
GRAY = {"time", "mention", "link"}


def page(said: Iterable[str], messages: Iterable[ShownMessage], *, name: str = "Footnote") -> str:
    """A whole page: what a person said or called, and below it what the bot sent."""
    inner = [*said]
    inner += [message(each, name) for each in messages]
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(inner)}"


def called(person: str, command: str) -> str:
    """The line above an answer that says who called which command."""
    return (
        f"<div class=called><span class=avatar-small>{escape(person[0].upper())}</span>"
        f"<b>{escape(person)}</b> used <span class=command>/{escape(command)}</span></div>"
    )


def spoken(person: str, text: str) -> str:
    """A message of a person."""
    return (
        f"<div class=message><div class='avatar person'>{escape(person[0].upper())}</div>"
        f"<div class=body><div class=who>{escape(person)}</div><p>{_lines(text)}</p></div></div>"
    )


def message(sent: ShownMessage, name: str) -> str:
    """A message of the bot."""
    body = _lines(sent.content) if sent.content else _components(sent)
    private = "<div class=only>Only you can see this</div>" if sent.ephemeral else ""
    return (
        "<div class=message><div class=avatar>§</div><div class=body>"
        f"<div class=who>{name} <span class=app>APP</span></div>{body}{private}</div></div>"
    )


def _components(sent: ShownMessage) -> str:
    return "".join(_component(each, sent.attachments) for each in sent.components)


def _component(one: Json, files: Mapping[str, bytes]) -> str:
    inner = "".join(_component(each, files) for each in one.get("components") or [])
    match Kind(one["type"]):
        case Kind.container:
            return f"<div class=container>{inner}</div>"
        case Kind.text_display:
            return f"<div>{_lines(one['content'])}</div>"
        case Kind.section:
            beside = _component(one["accessory"], files)
            return f"<div class=section><div>{inner}</div>{beside}</div>"
        case Kind.action_row:
            return f"<div class=row>{inner}</div>"
        case Kind.button:
            label = escape(one.get("label", ""))
            return f"<span class='button style-{one['style']}'>{label}</span>"
        case Kind.separator:
            return "<hr>"
        case Kind.media_gallery:
            return "".join(_picture(each["media"]["url"], files) for each in one["items"])
        case Kind.file:
            return f"<div class=file>{escape(one['file']['url'].rpartition('/')[2])}</div>"
    return inner


def _picture(url: str, files: Mapping[str, bytes]) -> str:
    content = files[url.partition("?")[0].rpartition("/")[2]]
    return f"<img src='data:image/png;base64,{b64encode(content).decode()}'>"


def _lines(text: str) -> str:
    """Text with its markdown, line by line, as a member sees it."""
    lines: list[tuple[str, list[str]]] = [("", [])]
    for run in shown(text):
        block = next((kind for kind in BLOCKS if kind in run.kinds), "")
        for number, piece in enumerate(run.text.split("\n")):
            if number or (block != lines[-1][0] and lines[-1][1]):
                lines.append((block, []))
            if piece:
                lines[-1] = (block, [*lines[-1][1], _dressed(Shown(piece, run.kinds))])
    return "".join(_joined(lines))


def _joined(lines: list[tuple[str, list[str]]]) -> Iterator[str]:
    for number, (block, pieces) in enumerate(lines):
        if pieces or number < len(lines) - 1:
            yield f"<div class='line {block}'>{''.join(pieces) or '&nbsp;'}</div>"


def _dressed(run: Shown) -> str:
    text = escape(run.text)
    for kind, tag in MARKS.items():
        if kind in run.kinds:
            text = f"<{tag}>{text}</{tag}>"
    return f"<span class=gray>{text}</span>" if run.kinds & GRAY else text
