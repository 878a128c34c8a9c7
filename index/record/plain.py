"""Nouns as JSON and back. Pure.

A noun that has grown a field since is read with that field's default, and what a newer Footnote
has added is left out: both keep rows of years readable.
"""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import asdict, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")


def pack(noun: Any, *, leave_out: frozenset[str] = frozenset()) -> str:  # noqa: ANN401
    """A noun as JSON, without the fields of `leave_out`."""
    plain = {name: value for name, value in asdict(noun).items() if name not in leave_out}
    return json.dumps(plain, ensure_ascii=False)


def unpack(kind: type[Noun], packed: str, **known: object) -> Noun:
    """The way back; `known` gives fields that were left out.

    Raises:
        ValueError, KeyError, TypeError: it isn't such a noun.
    """
    return kind(**_fields(kind, json.loads(packed)), **known)


def _fields(kind: type[Any], plain: dict[str, Any]) -> dict[str, Any]:
    hints = _hints(kind)  # type: ignore[arg-type]  # mypy: a class isn't Hashable
    return {
        each.name: _value(hints[each.name], plain[each.name])
        for each in fields(kind)
        if each.name in plain
    }


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    return get_type_hints(kind)


def _value(hint: Any, plain: Any) -> Any:  # noqa: ANN401
    """A value of a field of this type."""
    if get_origin(hint) is tuple:
        of, *rest = get_args(hint)
        kinds = [of] * len(plain) if rest == [...] else [of, *rest]
        return tuple(_value(one, each) for one, each in zip(kinds, plain, strict=True))
    if isinstance(hint, UnionType):  # of something and None
        [kind] = [each for each in get_args(hint) if each is not NoneType]
        return None if plain is None else _value(kind, plain)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return hint(**_fields(hint, plain))
    return plain
