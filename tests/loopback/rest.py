"""Requests: reading, recording, refusing and answering them as Discord does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import aiohttp
from aiohttp import web

from tests.loopback.faults import Fault, commit
from tests.loopback.problems import Problem, form_errors
from tests.loopback.state import Recorded, State, Violation
from tests.loopback.world import Upload

Json = dict[str, Any]

API = "/api/v10"
NO_CONTENT = 204
INVALID_FORM, EMPTY_MESSAGE = 50035, 50006


@dataclass(frozen=True)
class Call:
    """A request, read."""

    method: str
    path: str
    ids: dict[str, str]
    query: dict[str, str]
    json: Any
    files: tuple[Upload, ...] = ()

    @property
    def fields(self) -> Json:
        """The body as an object, empty when there is none."""
        return self.json if isinstance(self.json, dict) else {}

    def id(self, name: str) -> int:
        """Return an id from the path."""
        text = self.ids[name]
        if not text.isdecimal():
            problem = Problem((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
            raise RefusedError.form([problem])
        return int(text)


@dataclass(frozen=True)
class Answer:
    """What a request is answered with; no body means 204."""

    body: Any = None
    status: int = 200


@dataclass
class RefusedError(Exception):
    """A request that Discord refuses, in its form of errors."""

    status: int
    code: int
    message: str
    problems: tuple[Problem, ...] = ()
    recorded: bool = field(default=False)

    @classmethod
    def form(cls, problems: Iterable[Problem], *, recorded: bool = True) -> RefusedError:
        """Refuse a body that breaks limits."""
        return cls(400, INVALID_FORM, "Invalid Form Body", tuple(problems), recorded)

    @classmethod
    def empty(cls) -> RefusedError:
        """Refuse a message with nothing in it."""
        problem = Problem(("content",), "EMPTY", "Cannot send an empty message")
        return cls(400, EMPTY_MESSAGE, "Cannot send an empty message", (problem,), True)

    @property
    def body(self) -> Json:
        """The answer's body."""
        body: Json = {"message": self.message, "code": self.code}
        if self.code == INVALID_FORM:
            body["errors"] = form_errors(self.problems)
        return body


Route = Callable[[State, Call], Answer]


class Server:
    """Puts routes into an aiohttp application; records, checks and breaks their requests."""

    def __init__(self, state: State, app: web.Application) -> None:
        """Serve this state by this application."""
        self._state = state
        self._app = app

    def add(self, method: str, path: str, route: Route, *, needs_token: bool = True) -> None:
        """Serve a route of the API."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._handle(request, route, needs_token=needs_token)

        self._app.router.add_route(method, API + path, handle)

    def add_unknown(self) -> None:
        """Answer 404 everywhere else, and record it as a violation."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return await self._handle(request, _unknown, needs_token=False)

        self._app.router.add_route("*", "/{path:.*}", handle)

    async def serve_file(self, request: web.Request) -> web.StreamResponse:
        """Serve a file of the CDN."""
        state = self._state
        fault = self._record(request.method, request.path, None, ())
        if fault is not None:
            return await commit(fault, request, state.stopping)
        file = state.files.get(int(request.match_info["file"]))
        if file is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(
            body=file.content, content_type=file.content_type or "application/octet-stream"
        )

    async def _handle(
        self, request: web.Request, route: Route, *, needs_token: bool
    ) -> web.StreamResponse:
        state = self._state
        call = await _read(request)
        fault = self._record(call.method, call.path, call.json, call.files)
        if fault is not None and not fault.after_effect:
            return await commit(fault, request, state.stopping)
        if needs_token and request.headers.get("Authorization") != f"Bot {state.token}":
            return self._respond(call, Answer({"message": "401: Unauthorized", "code": 0}, 401))
        try:
            answer = route(state, call)
        except RefusedError as refused:
            self._note(call, refused)
            answer = Answer(refused.body, refused.status)
        if fault is not None:
            return await commit(fault, request, state.stopping)
        return self._respond(call, answer)

    def _record(
        self, method: str, path: str, body: object, files: Iterable[Upload]
    ) -> Fault | None:
        named = {file.filename: file.content for file in files}
        self._state.requests.append(Recorded(method, path, body, named))
        self._state.changes.tell()
        return self._state.faults.take(method, path)

    def _note(self, call: Call, refused: RefusedError) -> None:
        if refused.recorded:
            self._state.violations += [
                Violation(call.method, call.path, problem.place, problem.message)
                for problem in refused.problems
            ]
        reply = self._state.replies.get(call.ids.get("token", ""))
        if reply is not None:
            reply.refused.append(f"{refused.code} {refused.message} {refused.problems!r}")
        self._state.changes.tell()

    def _respond(self, call: Call, answer: Answer) -> web.Response:
        status = NO_CONTENT if answer.body is None else answer.status
        code = answer.body.get("code", "") if isinstance(answer.body, dict) else ""
        self._state.answers.append(f"{call.method} {call.path} {status} {code}".strip())
        if answer.body is None:
            return web.Response(status=status)
        body = json.dumps(answer.body).encode()
        return web.Response(status=status, body=body, content_type="application/json")


def _unknown(_: State, call: Call) -> Answer:
    problem = Problem(("path",), "UNKNOWN", "the loopback server has no such route")
    raise RefusedError(404, 0, "404: Not Found", (problem,), True)


async def _read(request: web.Request) -> Call:
    body: Any = None
    files: list[Upload] = []
    if request.content_type.startswith("multipart/"):
        body, files = await _read_parts(await request.multipart())
    elif request.can_read_body:
        text = await request.text()
        body = json.loads(text) if text else None
    path = unquote(request.path).removeprefix(API)
    return Call(
        request.method, path, dict(request.match_info), dict(request.query), body, tuple(files)
    )


async def _read_parts(reader: aiohttp.MultipartReader) -> tuple[object, list[Upload]]:
    body: object = None
    files: list[Upload] = []
    async for part in reader:
        assert isinstance(part, aiohttp.BodyPartReader), "nested multipart bodies are not used"
        content = bytes(await part.read())
        if part.name == "payload_json":
            body = json.loads(content)
        else:
            files.append(Upload(part.filename or part.name or "", content))
    return body, files
