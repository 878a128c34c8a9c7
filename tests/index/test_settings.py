"""Settings of servers are kept, one library's apart from another's, and every change is audited."""

from __future__ import annotations

from index.libraries import Libraries
from tests.conftest import OpenLibraries


def test_what_is_set_stays_after_a_restart_and_in_its_library(
    libraries: Libraries, open_libraries: OpenLibraries
) -> None:
    settings = libraries.server(1).settings
    assert (settings.all(), settings.get("channels")) == ({}, None)

    changed = settings.put(
        {"channels": [7, 8], "question_text": False, "left": 12.5}, by="discord:9"
    )

    assert changed == {"channels": [7, 8], "question_text": False, "left": 12.5}
    libraries.close()
    libraries = open_libraries()
    assert libraries.server(1).settings.all() == changed
    assert libraries.server(1).settings.get("channels") == [7, 8]
    assert libraries.server(2).settings.all() == {}
    assert libraries.shared.settings.all() == {}


def test_only_changes_are_written_to_the_audit_trail(libraries: Libraries) -> None:
    settings = libraries.server(1).settings
    settings.put({"silence": "strict", "quotes": 2}, by="discord:9")

    assert settings.put({"silence": "strict", "quotes": None, "language": None}, by="ann") == {
        "quotes": None
    }

    assert settings.all() == {"silence": "strict"}
    assert [(each.library, each.who, each.what) for each in libraries.events()] == [
        ("server-1", "discord:9", 'set silence to "strict"'),
        ("server-1", "discord:9", "set quotes to 2"),
        ("server-1", "ann", "take back setting quotes"),
    ]
