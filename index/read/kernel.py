"""Two locks of Linux that need no privilege: Landlock for files, seccomp for system calls.

Resource limits stop a reader that a hostile file makes greedy. These two stop one that a hostile
file has taken over: no file of the user's can be read, deleted or changed, nothing can be started,
signalled or called over a network, also where containers refuse namespaces.
"""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from functools import cache
from pathlib import Path

# Landlock's system calls have the same numbers on all machines.
LANDLOCK_CREATE_RULESET = 444
LANDLOCK_ADD_RULE = 445
LANDLOCK_RESTRICT_SELF = 446
LANDLOCK_ASK_VERSION = 1
LANDLOCK_BENEATH = 1  # the kind of rule that names a folder or file
READ_FILE = 1 << 2
READ_FOLDER = 1 << 3
FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}  # how many rights a version knows, from which on
NETWORK_VERSION, NETWORK_RIGHTS = 4, 0b11  # to listen and to connect by TCP
SCOPE_VERSION, SCOPES = 6, 0b11  # no abstract socket and no signal to a process that is less shut
# Where the libraries that Python's packages need are, and the fonts that PDFium knows widths from.
SYSTEM_FOLDERS = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom")

PR_SET_SECCOMP = 22
SECCOMP_FILTER = 2
ALLOW = 0x7FFF0000
NOT_PERMITTED = 0x00050001  # an error, and its number in the lower half
LOAD, EQUAL, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
CALL_NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # where they lie in what a filter looks at
X32 = 0x40000000  # the bit of x86-64's second set of numbers, which would evade the filter
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # as the kernel writes them
SIGNAL_THREAD = (234, 131)  # tgkill, which a process needs to abort itself
# Each system call's number on x86-64 and on ARM, or None where there is none.
FORBIDDEN: dict[str, tuple[int, int | None]] = {
    # a network
    "socket": (41, 198),
    "connect": (42, 203),
    "bind": (49, 200),
    "listen": (50, 201),
    "io_uring_setup": (425, 425),  # which could do the above without a call
    # other processes, and threads: the limit of processes counts both, but not root's
    "clone": (56, 220),
    "clone3": (435, 435),
    "fork": (57, None),
    "vfork": (58, None),
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "kill": (62, 129),
    "tkill": (200, 130),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    # the parts of the kernel where most holes were found
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
}


class Instruction(ctypes.Structure):
    """A step of a filter: what to do, how many steps to jump if it is so or not, and a number."""

    _fields_ = (
        ("code", ctypes.c_uint16),
        ("so", ctypes.c_uint8),
        ("otherwise", ctypes.c_uint8),
        ("number", ctypes.c_uint32),
    )


class Program(ctypes.Structure):
    """A filter as the kernel takes it."""

    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(Instruction)))


class RulesetAttributes(ctypes.Structure):
    """What Landlock is to forbid where no rule allows it."""

    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scopes", ctypes.c_uint64),
    )


class BeneathRule(ctypes.Structure):
    """What Landlock is to allow beneath a folder."""

    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


@cache
def libc() -> ctypes.CDLL:
    """The C library of this process."""
    return ctypes.CDLL(None, use_errno=True)


def check(result: int) -> int:
    """What a system call gave back.

    Raises:
        OSError: it failed.
    """
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def _call(number: int, *arguments: object) -> int:
    return check(libc().syscall(ctypes.c_long(number), *arguments))


def close_files(readable: list[str]) -> None:
    """Open no file from here on but to read it, beneath the folders `readable` or the system's.

    Raises:
        OSError: this system has no Landlock, or none that is switched on.
    """
    if sys.platform != "linux":
        raise OSError("only Linux has Landlock")
    zero = ctypes.c_size_t(0)
    version = _call(LANDLOCK_CREATE_RULESET, None, zero, ctypes.c_uint32(LANDLOCK_ASK_VERSION))
    rights = max(bits for since, bits in FILE_RIGHTS.items() if since <= version)
    attributes = RulesetAttributes(
        (1 << rights) - 1,
        NETWORK_RIGHTS if version >= NETWORK_VERSION else 0,
        SCOPES if version >= SCOPE_VERSION else 0,
    )
    fields = 3 if version >= SCOPE_VERSION else 2 if version >= NETWORK_VERSION else 1
    size = ctypes.c_size_t(fields * ctypes.sizeof(ctypes.c_uint64))
    rules = _call(LANDLOCK_CREATE_RULESET, ctypes.byref(attributes), size, ctypes.c_uint32(0))
    for folder in (*readable, *SYSTEM_FOLDERS):
        _allow(rules, folder, READ_FILE | READ_FOLDER)
    for file in SYSTEM_FILES:
        _allow(rules, file, READ_FILE)
    _call(LANDLOCK_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint32(0))
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    """Add a rule for a folder or file, if there is one."""
    if not Path(path).exists():
        return
    if not Path(path).is_dir():
        rights = READ_FILE  # a zip archive of modules
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    rule = BeneathRule(rights, opened)
    kind = ctypes.c_int(LANDLOCK_BENEATH)
    _call(LANDLOCK_ADD_RULE, ctypes.c_int(rules), kind, ctypes.byref(rule), ctypes.c_uint32(0))
    os.close(opened)


def close_system_calls() -> None:
    """Refuse from here on the system calls that no reader needs and a hijacked one would want.

    Raises:
        OSError: this system has no seccomp, or its machine's numbers aren't known here.
    """
    machine = platform.machine() if sys.platform == "linux" else ""
    if machine not in MACHINES:
        raise OSError(f"the numbers of system calls on {machine} are not known")
    steps = filter_steps(machine, os.getpid())
    array = (Instruction * len(steps))(*(Instruction(*step) for step in steps))
    program = Program(len(steps), array)
    none = ctypes.c_ulong(0)
    mode = ctypes.c_ulong(SECCOMP_FILTER)
    check(libc().prctl(PR_SET_SECCOMP, mode, ctypes.byref(program), none, none))


def filter_steps(machine: str, process: int) -> list[tuple[int, int, int, int]]:
    """The filter for a process: all is allowed but the calls above and other ways to do the same.

    Signals may be raised, but not sent to others.
    """
    column = list(MACHINES).index(machine)
    refuse = (RETURN, 0, 0, NOT_PERMITTED)
    allow = (RETURN, 0, 0, ALLOW)
    steps = [
        (LOAD, 0, 0, MACHINE),
        (EQUAL, 1, 0, MACHINES[machine]),
        refuse,
        (LOAD, 0, 0, CALL_NUMBER),
        (AT_LEAST, 0, 1, X32),
        refuse,
    ]
    for numbers in FORBIDDEN.values():
        if (number := numbers[column]) is not None:
            steps += [(EQUAL, 0, 1, number), refuse]
    steps += [
        (EQUAL, 0, 3, SIGNAL_THREAD[column]),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (EQUAL, 1, 0, process),
        refuse,
    ]
    return [*steps, allow]
