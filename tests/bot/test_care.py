"""The commands that look after the data folder, end to end with the real engine."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest

from bot.render.audit import csv_lines, json_lines
from index.store import Store
from index.types import Event, JobState
from tests.bot.conftest import forget_settings
from tests.bot.scripted import Done, footnote

NOTE = b"The cellar is locked at night by the porter."
GATE = b"The garden gate is painted green every spring."
QUESTION = "Who locks the cellar at night?"
QUOTE = "“The cellar is locked at night by the porter.”\nnote · line 1\nnote.txt\n"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d\.\d{3}\+00:00)?")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two documents, filled once and copied for each test."""
    folder = tmp_path_factory.mktemp("filled")
    (folder / "docs").mkdir()
    (folder / "docs" / "note.txt").write_bytes(NOTE)
    (folder / "docs" / "gate.txt").write_bytes(GATE)
    with pytest.MonkeyPatch.context() as patch:
        forget_settings(patch)
        patch.chdir(folder)
        assert footnote("--data", "data", "add", "docs").code == 0
    return folder / "data"


@pytest.fixture
def data(filled: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it where the settings look for it; one quote an answer."""
    monkeypatch.setenv("FOOTNOTE_QUOTES", "1")
    monkeypatch.setenv("FOOTNOTE_SILENCE", "0")
    shutil.copytree(filled, home / ".footnote")
    return home / ".footnote"


def plain(done: Done) -> Done:
    """The same without times, free space, versions and sizes, which vary."""
    out = MOMENT.sub("TIME", done.out)
    for pattern, word in (
        (r"[\d,.]+ MiB", "N MiB"),
        (r"[\d,.]+ KiB", "N KiB"),
        (r"\d+\.\d+\.\d+(\.\d+)?", "N.N"),
        (r"\b[0-9a-f]{12,64}\b", "HASH"),
    ):
        out = re.sub(pattern, word, out)
    return Done(done.code, out, done.err)


FINE = """\
fine     SQLite N.N, which apsw N.N brings, is without the WAL-reset fault.
fine     Only the owner may read the data folder.
fine     SQLite finds nothing wrong with library.db (quickly checked, format 6).
fine     The model all-MiniLM-L6-v2 is there, with hash HASH.
fine     All 2 originals and texts are there, each of the right size.
fine     The index of each generation is whole (1).
fine     No job is unfinished.
fine     Nobody holds the writer’s lock.
fine     The disk has N MiB left.
fine     Nothing is left over.
All is well.
"""


def test_doctor_finds_nothing_wrong(data: Path) -> None:
    assert plain(footnote("doctor")) == Done(0, FINE, "")
    exact = json.loads(footnote("doctor", "--deep", "--json").out)
    assert (exact["damaged"], exact["mended"]) == (False, [])
    assert {each["severity"] for each in exact["findings"]} == {"fine"}
    assert list(exact["findings"][0]) == ["check", "severity", "what", "remedy"]


def test_doctor_finds_damage_and_mends_it(data: Path) -> None:
    [index] = (data / "index").iterdir()
    index.unlink()
    sound = "fine     The index of each generation is whole (1).\n"
    damage = (
        "damage   The index of generation 1 of the library shared is gone.\n"
        "         Run “footnote doctor --repair”, which makes it again from the record.\n"
    )
    expected = FINE.replace(sound, damage).replace("All is well.", "Damage: 1. Warnings: 0.")
    assert plain(footnote("doctor")) == Done(1, expected, "")
    mended = "mended   The index of generation 1 was made again from the record.\n"
    assert plain(footnote("doctor", "--repair")) == Done(0, mended + FINE, "")
    assert footnote("ask", QUESTION) == Done(0, QUOTE, "")


def test_doctor_of_a_file_that_is_no_database(home: Path) -> None:
    data = home / ".footnote"
    data.mkdir()
    (data / "library.db").write_bytes(b"Dear diary, " * 1000)
    for arguments in ((), ("--deep", "--repair")):
        assert plain(footnote("doctor", *arguments)) == Done(
            1,
            "fine     SQLite N.N, which apsw N.N brings, is without the WAL-reset fault.\n"
            "damage   The library in .footnote is damaged: file is not a database. Run “footnote "
            "doctor”; if it can’t help, put back a backup, or move the folder away and add the "
            "documents again.\n"
            "         Put back a backup with “footnote restore”; the documents in it are checked "
            "first.\n"
            "Damage: 1. Warnings: 0.\n",
            "",
        )


def test_backup_and_restore(data: Path) -> None:
    told = "of TIME UTC: 2 documents, 3 files, N KiB.\n"
    assert plain(footnote("backup", "saved")) == Done(0, f"saved: backed up, whole, {told}", "")
    assert footnote("backup", "saved") == Done(
        3, "", "footnote: saved exists already. Name a folder that doesn’t, with today’s date.\n"
    )
    assert footnote("restore", "saved").err == (
        "footnote: The data folder .footnote holds 2 documents already. Name another with --data, "
        "or move it away: mv .footnote .footnote-old.\n"
    )
    done = footnote("--data", "new", "restore", "saved")
    assert plain(done) == Done(0, f"saved: restored, whole, {told}", "")
    assert footnote("--data", "new", "ask", QUESTION) == Done(0, QUOTE, "")
    assert plain(footnote("--data", "new", "doctor")) == Done(0, FINE, "")
    exact = json.loads(footnote("backup", "again", "--json").out)
    assert (exact["folder"], exact["documents"], exact["damaged"]) == ("again", 2, [])


def test_the_audit_trail(data: Path, home: Path) -> None:
    assert footnote("ask", QUESTION).code == 0
    events = [json.loads(line) for line in footnote("audit").out.splitlines()]
    said = [(each["library"], each["who"], each["what"], each["source"]) for each in events]
    assert said[:2] == [
        ("shared", "terminal", "add", "gate.txt"),
        ("shared", "terminal", "add", "note.txt"),
    ]
    assert said[2][:2] == ("shared", "terminal")
    assert re.fullmatch(r"answer [0-9a-f]{16} quoted 0–44", said[2][2])
    done = footnote("audit", "--csv", "--output", "trail.csv")
    assert done == Done(0, "", "footnote: 3 events are in trail.csv.\n")
    with (home / "trail.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["at", "library", "who", "what", "source", "fingerprint"]
    assert [tuple(row[1:5]) for row in rows[1:]] == said
    assert footnote("audit", "--output", "trail.csv") == Done(
        3, "", "footnote: trail.csv exists already. Name a new file.\n"
    )
    assert footnote("audit", "--csv", "--json").code == 2


def test_no_cell_of_the_audit_trail_is_a_formula() -> None:
    event = Event(0.0, "shared", '=cmd|" /C calc"!A0', "+1", "-a,\n“b”.txt", "@c")
    [_, line] = csv_lines([event])
    assert line == (
        '1970-01-01T00:00:00.000+00:00,shared,"\'=cmd|"" /C calc""!A0",\'+1,"\'-a,\n“b”.txt",'
        "'@c\r\n"
    )
    assert next(csv.reader(io.StringIO(line, newline="")))[2] == '\'=cmd|" /C calc"!A0'
    [plain_line] = json_lines([event])
    assert json.loads(plain_line)["who"] == '=cmd|" /C calc"!A0'


def test_generations_and_rollback(data: Path) -> None:
    head = "  number  made (UTC)        documents  model\n"
    first = "      1  TIME          2  all-MiniLM-L6-v2\n"
    second = "      2  TIME          2  all-MiniLM-L6-v2\n"
    assert footnote("index", "rollback").err == (
        "footnote: There is nothing to go back to: the index has not been rebuilt since the "
        "documents were added.\n"
    )
    assert footnote("rebuild").code == 0
    assert plain(footnote("index", "generations")) == Done(0, f"{head} {first}*{second}", "")
    assert plain(footnote("index", "rollback")) == Done(0, f"{head}*{first} {second}", "")
    exact = json.loads(footnote("index", "rollback", "--to", "2", "--json").out)
    assert [(each["number"], each["live"]) for each in exact["generations"]] == [
        (1, False),
        (2, True),
    ]
    assert footnote("index", "rollback", "--to", "9") == Done(
        3, "", "footnote: There is no generation 9. There are: 1, 2.\n"
    )
    assert footnote("--data", "none", "index", "generations").out == "There is no index yet.\n"


def test_jobs_are_listed_resumed_and_cancelled(data: Path) -> None:
    store = Store(data)
    name = store.save_original(b"The attic is dusted in May by the gardener.")
    with store.writing() as writer:
        for source in ("attic.txt", "loft.txt"):
            job = writer.make_job(1, "add", "moderator", JobState.WAITING)
            writer.add_item(job, source, name)
    store.close()
    head = "number  made (UTC)        what     state       files        library  who\n"
    done = "     1  TIME  add      done        2/2          shared  terminal\n"
    assert plain(footnote("index", "jobs")) == Done(
        0,
        f"{head}     3  TIME  add      waiting     0/1          shared  moderator\n"
        f"     2  TIME  add      waiting     0/1          shared  moderator\n{done}",
        "",
    )
    assert plain(footnote("index", "cancel", "3")) == Done(
        0, f"{head}     3  TIME  add      cancelled   0/1          shared  moderator\n", ""
    )
    assert footnote("index", "cancel", "3") == Done(
        3, "", "footnote: Job 3 has ended already: it is cancelled.\n"
    )
    assert footnote("index", "resume") == Done(
        0, "Job 2 (add, library shared):\nadded    attic.txt\n1 added.\n", ""
    )
    assert footnote("index", "resume") == Done(0, "There was no job to go on with.\n", "")
    exact = json.loads(footnote("index", "jobs", "--json").out)
    assert [(each["id"], each["state"]) for each in exact["jobs"]] == [
        (3, "cancelled"),
        (2, "done"),
        (1, "done"),
    ]


def test_remove_bring_back_and_purge(data: Path) -> None:
    assert footnote("remove", "note.txt") == Done(0, "removed  note.txt\n1 removed.\n", "")
    assert footnote("bring-back", "note.txt", "gone.txt") == Done(
        3,
        "added    note.txt\n1 added.\n",
        "footnote: No document “gone.txt” was removed that could be brought back. Add it again.\n",
    )
    assert footnote("ask", QUESTION) == Done(0, QUOTE, "")
    assert footnote("remove", "note.txt", "--purge", "--yes").code == 0
    for path in data.rglob("*"):
        assert path.name == "footnote.log" or not path.is_file() or NOTE not in path.read_bytes()
    assert footnote("bring-back", "note.txt").code == 3


def test_limits(data: Path) -> None:
    assert footnote("limit", "note.txt", "--channel", "5", "--channel", "6", "--role", "7") == Done(
        0, "note.txt: only channel 5 or channel 6, and only role 7 may see it.\n", ""
    )
    assert footnote("ask", QUESTION) == Done(0, QUOTE, "")  # whoever runs the library sees all
    assert json.loads(footnote("limit", "note.txt", "--everyone", "--json").out) == {
        "source": "note.txt",
        "channels": [],
        "roles": [],
    }
    assert footnote("limit", "note.txt", "--everyone").out == "note.txt: everyone may see it.\n"
    assert footnote("limit", "x.txt", "--everyone") == Done(
        3,
        "",
        "footnote: There is no document “x.txt” in this library. The list of documents shows the "
        "names.\n",
    )
    assert footnote("limit", "note.txt").code == 2
    assert footnote("limit", "note.txt", "--everyone", "--role", "7").code == 2


def test_the_library_of_a_server(data: Path, home: Path) -> None:
    (home / "own.txt").write_bytes(b"The attic is dusted in May by the gardener.")
    asked = "Who dusts the attic?"
    assert footnote("add", "own.txt", "--server", "77").out == "added    own.txt\n1 added.\n"
    assert "attic" in footnote("ask", asked, "--server", "77").out
    assert "attic" not in footnote("ask", asked).out
    assert "attic" not in footnote("ask", asked, "--server", "78").out
    assert "own.txt" in footnote("list", "--server", "77").out
    assert "own.txt" not in footnote("list").out
    assert json.loads(footnote("status", "--json", "--server", "77").out)["library"] == "server-77"
    assert footnote("rebuild", "--server", "77").out == "1 unchanged.\n"
    assert "attic" in footnote("chat", "--server", "77", stdin=f"{asked}\n").out
    assert footnote("remove", "own.txt").code == 3
    assert footnote("remove", "own.txt", "--server", "77").code == 0


def test_a_full_disk_is_one_sentence(
    data: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.disk import Disk

    monkeypatch.setattr(Disk, "free", lambda self, path: 50 * 1024**2)
    (home / "new.txt").write_bytes(b"The attic is dusted in May.")
    assert footnote("add", "new.txt") == Done(
        3,
        "",
        "footnote: The disk of .footnote has 50 MiB left, and adding this needs 101. Make room, "
        "then try again; questions are answered.\n",
    )
    assert footnote("ask", QUESTION) == Done(0, QUOTE, "")


def test_the_doctor_and_the_audit_let_go_of_what_is_kept_for_too_long(data: Path) -> None:
    footnote("ask", QUESTION)

    def grow_old() -> None:
        with Store(data).writing() as writer:
            for (answer_id,) in writer.connection.execute("SELECT id FROM answer").fetchall():
                writer.update("answer", (answer_id,), at=1000.0)

    grow_old()
    warned = (
        "warning  Answers of the library shared are kept for longer than they may be: 1.\n"
        "         Start the bot, or run “footnote privacy purge”.\n"
    )
    expected = FINE.replace("All is well.\n", f"{warned}Damage: 0. Warnings: 1.\n")
    assert plain(footnote("doctor")) == Done(0, expected, "")
    mended = "mended   Answers of shared, kept for too long, let go of: 1.\n"
    assert plain(footnote("doctor", "--repair")) == Done(0, mended + FINE, "")
    footnote("ask", QUESTION)
    grow_old()
    trail = [json.loads(line) for line in footnote("audit").out.splitlines()]
    assert {each["who"] for each in trail if each["what"].startswith("answer ")} == {""}
