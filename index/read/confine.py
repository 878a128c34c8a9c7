"""What a reader's process gives up before it sees a file: limits, privileges, the network.

Runs in that process; what can't be taken back is done to itself. Each protection is tried on its
own, and those that the operating system lacks are named.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from index.read import kernel

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
CAPABILITY_VERSION = 0x20080522  # the third: 64 capabilities, as two halves of three sets


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a reader may take for one file. What asks for more is stopped.

    `memory` is address space in bytes; `cpu_seconds` is work, `wall_seconds` the time that
    passes, more because other processes work too; `reply_bytes` is what may come back, as JSON;
    `written_bytes` is the size a file may be written to; `open_files` and `processes` are how
    many it may have, the latter counted over all of its user's, so that 0 means no more.
    """

    memory: int = 1 << 30
    cpu_seconds: int = 8  # so that with start and end no file takes ten
    wall_seconds: float = 30.0
    reply_bytes: int = 20_000_000
    written_bytes: int = 0
    open_files: int = 64
    processes: int = 0


def confine(limits: Limits, readable: list[str], parent: int) -> tuple[str, ...]:
    """Give up all that reading a file doesn't need.

    Files may only be read beneath the folders `readable`, where libraries are; the process
    ends with `parent`, a process id.

    Returns:
        What the operating system doesn't offer, each in a few words.
    """
    # The order matters: a namespace of its own brings privileges that are then dropped, and the
    # filter of system calls, last, forbids all the others.
    steps: dict[str, Callable[[], None]] = {
        "no new privileges": _refuse_privileges,
        "a network of its own": _leave_network,
        "an end with its parent": lambda: _end_with(parent),
        "dropped capabilities": _drop_capabilities,
        "closed files (Landlock)": lambda: kernel.close_files(readable),
        "closed system calls (seccomp)": kernel.close_system_calls,
    }
    missing = _limit(limits)
    for name, step in steps.items():
        try:
            step()
        except (OSError, AttributeError):  # refused by the system; a libc without the function
            missing.append(name)
    return tuple(missing)


def _limit(limits: Limits) -> list[str]:
    """Set the limits of resources. Those that can't be set are given back."""
    if sys.platform == "win32":
        return ["limits of memory, time, files and processes"]
    import resource

    seconds, files = limits.cpu_seconds, limits.open_files
    wanted = {
        "a limit of memory": ("AS", limits.memory, limits.memory),
        # A second lies between the signal that a reader could ignore and the one that it can't.
        "a limit of CPU time": ("CPU", seconds, seconds + 1),
        "a limit of written files": ("FSIZE", limits.written_bytes, limits.written_bytes),
        "a limit of open files": ("NOFILE", files, files),
        "a limit of processes": ("NPROC", limits.processes, limits.processes),
        "no memory dumps": ("CORE", 0, 0),
    }
    missing = []
    for name, (kind, soft, hard) in wanted.items():
        try:
            number = getattr(resource, f"RLIMIT_{kind}")
            highest = resource.getrlimit(number)[1]
            if highest != resource.RLIM_INFINITY:
                soft, hard = min(soft, highest), min(hard, highest)
            resource.setrlimit(number, (soft, hard))
        except (AttributeError, ValueError, OSError):  # macOS limits no address space, for one
            missing.append(name)
    return missing


def _prctl(option: int, value: int) -> None:
    if sys.platform != "linux":
        raise OSError("only Linux has prctl")
    none = ctypes.c_ulong(0)
    kernel.check(kernel.libc().prctl(option, ctypes.c_ulong(value), none, none, none))


def _refuse_privileges() -> None:
    """Neither a program with the set-user-ID bit nor one with capabilities raises this process."""
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def _leave_network() -> None:
    """Move to a network without interfaces. Only as another user may anyone do so."""
    if sys.platform != "linux":
        raise OSError("only Linux has namespaces")
    kernel.check(kernel.libc().unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC))


def _end_with(parent: int) -> None:
    """Be killed when the thread that started this process ends, with all of the bot or not."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the line above
        os._exit(1)


def _drop_capabilities() -> None:
    """Even as root, be no more than the owner of root's files."""
    if sys.platform != "linux":
        raise OSError("only Linux has capabilities")
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    kernel.check(kernel.libc().capset(header, none))
