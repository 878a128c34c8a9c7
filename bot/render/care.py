"""Findings, backups, generations, jobs and limits, for the terminal and for `--json`. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.text import Text

from bot.render.terminal import moment, show_changes, show_line, size
from index.types import (
    Backup,
    Changes,
    Finding,
    GenerationInfo,
    Job,
    Limits,
    ServerLibrary,
    Severity,
)

DAY_SECONDS = 86_400.0
STYLES = {Severity.FINE: "green", Severity.WARNING: "yellow", Severity.DAMAGE: "bold red"}


def show_findings(findings: Sequence[Finding], done: Sequence[str]) -> RenderableType:
    """What was mended, what was found, and a line that sums it up."""
    lines = [Text.assemble(("mended   ", "green"), show_line(each)) for each in done]
    for each in findings:
        lines.append(
            Text.assemble((f"{each.severity:<9}", STYLES[each.severity]), show_line(each.what))
        )
        if each.remedy:
            lines.append(Text(f"{'':<9}{show_line(each.remedy)}", "dim"))
    return Group(*lines, Text(_sum(findings)))


def _sum(findings: Sequence[Finding]) -> str:
    damage = sum(each.severity is Severity.DAMAGE for each in findings)
    warnings = sum(each.severity is Severity.WARNING for each in findings)
    if not damage and not warnings:
        return "All is well."
    return f"Damage: {damage}. Warnings: {warnings}."


def findings_to_dict(findings: Sequence[Finding], done: Sequence[str]) -> dict[str, object]:
    """The object that `doctor --json` prints."""
    return {
        "damaged": any(each.severity is Severity.DAMAGE for each in findings),
        "mended": list(done),
        "findings": [asdict(each) for each in findings],
    }


def health_to_dict(findings: Sequence[Finding]) -> dict[str, object]:
    """The object that `health --json` prints."""
    return {
        "healthy": all(each.severity is Severity.FINE for each in findings),
        "findings": [asdict(each) for each in findings],
    }


def show_servers(servers: Sequence[ServerLibrary], grace_days: int) -> RenderableType:
    """A line a server; of one that was left also from when on its documents are purged."""
    if not servers:
        return Text("Nothing of any server is kept here.")
    lines = [Text("server               documents  answers  left (UTC)        purged (UTC)", "dim")]
    for each in servers:
        line = f"{each.server_id:<20} {each.documents:>9,} {each.answers:>8,}"
        if each.left is not None:
            line += f"  {moment(each.left)}  {moment(each.left + grace_days * DAY_SECONDS)}"
        lines.append(Text(line))
    return Group(*lines)


def servers_to_dict(servers: Sequence[ServerLibrary], grace_days: int) -> dict[str, object]:
    """The object that `servers --json` prints; moments are in seconds since 1970."""
    return {
        "servers": [
            {
                "server": str(each.server_id),  # too long for the numbers of many programs
                "documents": each.documents,
                "answers": each.answers,
                "left": each.left,
                "purged": None if each.left is None else each.left + grace_days * DAY_SECONDS,
            }
            for each in servers
        ]
    }


def show_backup(what: str, backup: Backup) -> Text:
    """That a backup was made or put back, and what is in it."""
    return Text(
        f"{show_line(backup.folder)}: {what}, whole, of {moment(backup.made)} UTC: "
        f"{_count(backup.documents, 'document')}, {_count(backup.files, 'file')}, "
        f"{size(backup.size)}."
    )


def backup_to_dict(backup: Backup) -> dict[str, object]:
    """The object that `backup --json` and `restore --json` print."""
    return asdict(backup)


def show_generations(generations: Sequence[GenerationInfo]) -> Text:
    """One line a generation; a star stands before the one that answers."""
    if not generations:
        return Text("There is no index yet.")
    lines = [Text("  number  made (UTC)        documents  model", "dim")]
    lines += [
        Text(
            f"{'*' if each.live else ' '} {each.number:>6}  {moment(each.made)}  "
            f"{each.documents:>9,}  {show_line(each.model)}",
            "bold" if each.live else "",
        )
        for each in generations
    ]
    return Text("\n").join(lines)


def generations_to_dict(generations: Sequence[GenerationInfo]) -> dict[str, object]:
    """The object that `index generations --json` prints."""
    return {"generations": [asdict(each) for each in generations]}


def show_jobs(jobs: Sequence[Job]) -> Text:
    """One line a job; why it failed stands below it."""
    if not jobs:
        return Text("There are no jobs.")
    lines = [
        Text("number  made (UTC)        what     state       files        library  who", "dim")
    ]
    for job in jobs:
        done = f"{job.done:,}/{job.total:,}"
        lines.append(
            Text(
                f"{job.id:>6}  {moment(job.made)}  {job.kind:<7}  {job.state:<10}  {done:<11}  "
                f"{show_line(job.library)}  {show_line(job.who)}"
            )
        )
        if job.note:
            lines.append(Text(f"{'':<8}{show_line(job.note)}", "red"))
    return Text("\n").join(lines)


def jobs_to_dict(jobs: Sequence[Job]) -> dict[str, object]:
    """The object that `index jobs --json` and `index cancel --json` print."""
    return {"jobs": [asdict(each) for each in jobs]}


def show_resumed(done: Sequence[tuple[Job, Changes]]) -> RenderableType:
    """What became of the jobs that were gone on with."""
    if not done:
        return Text("There was no job to go on with.")
    return Group(*_resumed(done))


def _resumed(done: Sequence[tuple[Job, Changes]]) -> Iterator[RenderableType]:
    for job, changes in done:
        yield Text(f"Job {job.id} ({job.kind}, library {show_line(job.library)}):", "bold")
        yield show_changes(changes)


def show_limited(source: str, limits: Limits) -> Text:
    """Who may see a document now."""
    ids = [f"channel {each}" for each in sorted(limits.channels)]
    roles = [f"role {each}" for each in sorted(limits.roles)]
    if not ids and not roles:
        return Text(f"{show_line(source)}: everyone may see it.")
    parts = [" or ".join(each) for each in (ids, roles) if each]
    return Text(f"{show_line(source)}: only {', and only '.join(parts)} may see it.")


def limited_to_dict(source: str, limits: Limits) -> dict[str, object]:
    """The object that `limit --json` prints."""
    channels, roles = sorted(limits.channels), sorted(limits.roles)
    return {"source": source, "channels": channels, "roles": roles}


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
