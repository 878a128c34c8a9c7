"""Fair turns: whoever waited longest since the last turn is next, however much others want."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Thread

import pytest

from index.turns import Priority, Turns


class Queue:
    """Threads that wait for turns one after another, and the order in which they were served."""

    def __init__(self) -> None:
        self.turns = Turns()
        self.served: list[str] = []
        self._threads: list[Thread] = []

    @contextmanager
    def busy(self, library: str = "before") -> Iterator[None]:
        """Hold a turn, so that others queue up; then wait until all were served."""
        with self.turns.turn(library):
            yield
        for each in self._threads:
            each.join(timeout=60)
            assert not each.is_alive()

    def wait(self, library: str, name: str = "") -> None:
        """Begin to wait for a turn, and come back once it is waited for."""
        with self.turns._changed:
            waiting = len(self.turns._waiting)
        thread = Thread(target=self._serve, args=[library, name or library])
        self._threads.append(thread)
        thread.start()
        registered = Event()
        while not registered.is_set():
            with self.turns._changed:
                if len(self.turns._waiting) > waiting:
                    registered.set()

    def _serve(self, library: str, name: str) -> None:
        with self.turns.turn(library):
            self.served.append(name)


def test_libraries_are_served_in_turn_however_much_one_of_them_wants() -> None:
    queue = Queue()
    with queue.busy():
        for name in ("a1", "a2", "a3", "b1", "c1", "b2"):
            queue.wait(name[0], name)

    assert queue.served == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_who_was_just_served_comes_after_the_others() -> None:
    queue = Queue()
    with queue.busy("a"):
        queue.wait("a")
        queue.wait("b")

    assert queue.served == ["b", "a"]


def test_of_one_library_who_came_first_is_served_first() -> None:
    queue = Queue()
    with queue.busy():
        for number in range(5):
            queue.wait("a", str(number))

    assert queue.served == ["0", "1", "2", "3", "4"]


def test_a_turn_that_fails_is_over() -> None:
    turns = Turns()
    with pytest.raises(ZeroDivisionError), turns.turn("a"):
        raise ZeroDivisionError

    with turns.turn("a"):
        pass


def test_there_is_never_more_than_one_turn() -> None:
    turns = Turns()
    inside: list[int] = []
    most: list[int] = []

    def work(number: int) -> None:
        for _ in range(50):
            with turns.turn(str(number % 3)):
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))

    assert most == [1] * 400


def test_long_work_gives_way_to_short_work_but_not_for_ever() -> None:
    priority, went = Priority(), Event()

    def long_work() -> None:
        priority.give_way(60)
        went.set()

    with ThreadPoolExecutor(1) as threads:
        with priority.first():
            waiting = threads.submit(long_work)
            priority.give_way(0)  # gives up at once
            assert not went.is_set()
        waiting.result(timeout=60)
    assert went.is_set()
    priority.give_way(60)  # nobody is in front
