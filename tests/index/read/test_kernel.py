"""The filter of system calls, run step by step as the kernel runs it."""

from __future__ import annotations

import pytest

from index.read.kernel import FORBIDDEN, MACHINES, filter_steps

PROCESS = 4_711
ALLOWED, NOT_PERMITTED = "allowed", "not permitted"
VERDICTS = {0x7FFF0000: ALLOWED, 0x00050001: NOT_PERMITTED}
X86, ARM = "x86_64", "aarch64"


def judge(machine: str, number: int, argument: int = 0, *, told: str | None = None) -> str:
    """What the filter for a machine says to a system call that comes from the machine `told`."""
    seen = {0: number, 4: MACHINES[told or machine], 16: argument}
    steps = filter_steps(machine, PROCESS)
    position, value = 0, 0
    while True:
        code, so, otherwise, operand = steps[position]
        position += 1
        if code == 0x06:
            return VERDICTS[operand]
        if code == 0x20:
            value = seen[operand]
        else:
            holds = {0x15: value == operand, 0x35: value >= operand}
            position += so if holds[code] else otherwise


@pytest.mark.parametrize("machine", MACHINES)
def test_every_forbidden_call_is_refused(machine: str) -> None:
    column = list(MACHINES).index(machine)
    verdicts = {
        name: judge(machine, number)
        for name, numbers in FORBIDDEN.items()
        if (number := numbers[column]) is not None
    }
    assert verdicts == dict.fromkeys(verdicts, NOT_PERMITTED)
    assert {"socket", "clone", "execve", "ptrace", "kill"} <= set(verdicts)


@pytest.mark.parametrize(
    ("machine", "number", "argument", "verdict"),
    [
        (X86, 0, 0, ALLOWED),  # read
        (X86, 9, 0, ALLOWED),  # mmap
        (X86, 257, 0, ALLOWED),  # openat, which Landlock judges
        (X86, 231, 0, ALLOWED),  # exit_group
        (X86, 234, PROCESS, ALLOWED),  # tgkill, by which a process aborts
        (X86, 234, PROCESS + 1, NOT_PERMITTED),
        (X86, 0x40000000, 0, NOT_PERMITTED),  # x32's read
        (X86, 0x40000029, 0, NOT_PERMITTED),  # x32's socket
        (ARM, 63, 0, ALLOWED),  # read
        (ARM, 131, PROCESS, ALLOWED),
        (ARM, 131, PROCESS + 1, NOT_PERMITTED),
    ],
)
def test_calls_are_judged(machine: str, number: int, argument: int, verdict: str) -> None:
    assert judge(machine, number, argument) == verdict


def test_calls_by_another_machines_numbers_are_refused() -> None:
    assert judge(X86, 63, told=ARM) == NOT_PERMITTED
    assert judge(ARM, 63, told=X86) == NOT_PERMITTED
