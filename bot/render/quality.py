"""How well the team's own questions are answered, and what got worse, as Discord messages. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.language.speaker import Speaker
from bot.render.discord import name, pack
from bot.render.plots import quality_picture
from bot.render.screen import Attachment, Part, Picture, Screen, Words, screens
from index.evaluate import FIGURES, Quality, Share, Worse, figure_of

MOST_WORSE = 10  # that are named


def quality_screens(quality: Quality, say: Speaker) -> list[Screen]:
    """The measures as a picture and as words, beside those of the run before; what got worse."""
    count = quality.helpful + quality.given
    from_where = say("quality-from", helpful=quality.helpful, file=quality.given)
    drawn = Attachment(
        "quality.png",
        quality_picture(quality.measures, quality.before, say),
        say("quality-alt", count=count, figures=", ".join(_spoken(quality, say))),
    )
    lines = [f"- {line}" for line in _figures(quality, say)]
    if quality.before is not None:
        when = f"<t:{int(quality.before.at)}:f>"
        since = say("quality-since", when=when, count=quality.before.questions)
        lines.append(f"-# {since}")
    worse = quality.again.worse
    parts: list[Part] = [
        Words(f"{say('quality-head', count=count)}\n{from_where}"),
        Picture(drawn.filename, drawn.description),
        Words("\n".join(lines)),
    ]
    if quality.again.asked and not worse:
        parts.append(Words(say("quality-same")))
    parts += map(Words, worse_texts(worse, say, head="quality-worse-now"))
    return screens(parts, (drawn,))


def _figures(quality: Quality, say: Speaker) -> list[str]:
    """A line for each measure of which there was something to count."""
    lines = []
    for measure in FIGURES:
        now = figure_of(quality.measures, measure)
        if now is None:
            continue
        found = getattr(quality.measures, measure)
        value = f"{now:.2f}" + (
            f" ({found.hits}/{found.total})" if isinstance(found, Share) else ""
        )
        said = _measure(measure, say)
        before = None if quality.before is None else quality.before.figures.get(measure)
        if before is None or f"{before:.2f}" == f"{now:.2f}":
            lines.append(say("quality-line", measure=said, value=value))
        else:
            lines.append(
                say("quality-line-before", measure=said, value=value, before=f"{before:.2f}")
            )
    return lines


def _spoken(quality: Quality, say: Speaker) -> list[str]:
    """The measures for those who don't see the picture."""
    figures = [(each, figure_of(quality.measures, each)) for each in FIGURES]
    return [
        f"{_measure(measure, say)} {value:.2f}" for measure, value in figures if value is not None
    ]


def _measure(measure: str, say: Speaker) -> str:
    return say(f"measure-{measure.replace('_', '-')}")


def worse_texts(worse: Sequence[Worse], say: Speaker, *, head: str) -> list[str]:
    """The answers that helped and are worse, before and after; none if there are none.

    `head` is the key of what is said above them.
    """
    if not worse:
        return []
    blocks = [say(head, count=len(worse)), *(_worse(each, say) for each in worse[:MOST_WORSE])]
    if len(worse) > MOST_WORSE:
        blocks.append(say("and-more", count=len(worse) - MOST_WORSE))
    return pack(blocks, "\n")


def _worse(worse: Worse, say: Speaker) -> str:
    lines = [
        say("quality-worse-line", question=name(worse.question)),
        say("quality-worse-before", sentence=name(worse.sentence), document=name(worse.document)),
    ]
    if worse.now:
        now, document = name(worse.now), name(worse.now_document)
        lines.append(say("quality-worse-after", sentence=now, document=document))
    else:
        lines.append(say("quality-worse-silent"))
    return "\n-# ".join(lines)
