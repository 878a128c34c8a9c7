"""The gateway: identify, resume with replay, heartbeats and everything that ends a socket."""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests.loopback.changes import Changes

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 0, 1, 2, 6, 7
INVALID_SESSION, HELLO, HEARTBEAT_ACK = 9, 10, 11
HEARTBEAT_INTERVAL_MS = 41250
AUTHENTICATION_FAILED = 4004
CLOSED_FOR_GOOD = (1000, 1001)


class Socket:
    """One connection of the bot, written to by a single task so that frames keep their order."""

    def __init__(self, transport: asyncio.Transport | None, *, compressed: bool) -> None:
        """Prepare a socket whose frames are zlib-stream compressed or plain text."""
        self._transport = transport
        self._frames: asyncio.Queue[Json | int] = asyncio.Queue()
        self._compressor = zlib.compressobj() if compressed else None

    def send(self, frame: Json) -> None:
        """Send a frame after those before it."""
        self._frames.put_nowait(frame)

    def close(self, code: int) -> None:
        """Close with a code after the frames before it."""
        self._frames.put_nowait(code)

    def drop(self) -> None:
        """Cut the connection without a word."""
        if self._transport is not None:
            self._transport.abort()

    async def write_to(self, websocket: web.WebSocketResponse) -> None:
        """Write the frames as they come until the connection ends."""
        try:
            while True:
                frame = await self._frames.get()
                if isinstance(frame, int):
                    await websocket.close(code=frame)
                elif self._compressor is None:
                    await websocket.send_str(json.dumps(frame))
                else:
                    packed = self._compressor.compress(json.dumps(frame).encode())
                    packed += self._compressor.flush(zlib.Z_SYNC_FLUSH)
                    await websocket.send_bytes(packed)
        except ConnectionResetError:
            return


@dataclass
class Session:
    """What the bot identified as, with every event since, for a replay."""

    id: str
    intents: int
    socket: Socket | None
    shard: tuple[int, int] = (0, 1)  # which of how many
    events: list[Json] = field(default_factory=list)

    def serves(self, guild_id: int | None) -> bool:
        """Whether what happens in a guild, or in direct messages (None), is told here."""
        number, shards = self.shard
        return ((guild_id or 0) >> 22) % shards == number

    def dispatch(self, name: str, data: Json) -> None:
        """Note an event and send it when the bot is there."""
        event: Json = {"op": DISPATCH, "t": name, "s": len(self.events) + 1, "d": data}
        self.events.append(event)
        if self.socket is not None:
            self.socket.send(event)

    def replay(self, after: int, socket: Socket) -> None:
        """Send what was missed on a new socket, then RESUMED."""
        for event in self.events[after:]:
            socket.send(event)
        self.socket = socket
        self.dispatch("RESUMED", {"_trace": []})


class Gateway:
    """All sockets and sessions of the one bot."""

    def __init__(self, token: str, *, changes: Changes, start: Callable[[Session], None]) -> None:
        """Accept the token; `start` dispatches READY and the guilds of a new session."""
        self._token = token
        self._changes = changes
        self._start = start
        self._sockets: set[Socket] = set()
        self._sessions: dict[str, Session] = {}
        self._current: dict[int, Session] = {}  # by the number of its shard
        self.shards = 1  # by how many connections the bot is asked to come
        self.intents = 0
        self.heartbeats = 0
        self.identified = 0
        self.resumed = 0

    @property
    def session(self) -> Session | None:
        """The session of the first shard, which is the only one unless a test asks for more."""
        return self._current.get(0)

    @property
    def connected(self) -> bool:
        """Whether the bot is on a socket of a session now."""
        return self.session is not None and self.session.socket is not None

    def dispatch(self, name: str, data: Json, *, needs: int = 0) -> None:
        """Send an event to the session that it belongs to, when its intents cover it."""
        guild_id = data.get("id") if name.startswith("GUILD_") else None
        guild_id = data.get("guild_id", guild_id)
        for session in self._current.values():
            if session.serves(int(guild_id or 0)) and (not needs or session.intents & needs):
                session.dispatch(name, data)

    def drop(self) -> None:
        """Cut the bot's connection; the session can be resumed."""
        self._take_socket().drop()

    def ask_to_reconnect(self) -> None:
        """Send op 7."""
        self._take_socket().send({"op": RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool) -> None:
        """Send op 9, and forget the session when it can't be resumed."""
        socket = self._take_socket()
        if not resumable and self.session is not None:
            self._end(self.session)
        socket.send({"op": INVALID_SESSION, "d": resumable})

    def drop_all(self) -> None:
        """Cut every connection, at the end."""
        for socket in self._sockets:
            socket.drop()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one socket until it ends."""
        websocket = web.WebSocketResponse()
        await websocket.prepare(request)
        socket = Socket(
            request.transport, compressed=request.query.get("compress") == "zlib-stream"
        )
        self._sockets.add(socket)
        socket.send({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_INTERVAL_MS}})
        writer = asyncio.create_task(socket.write_to(websocket))
        closed_with: int | None = None
        try:
            closed_with = await self._serve(socket, websocket)
        finally:
            self._sockets.discard(socket)
            self._forget(socket, closed_with)
            writer.cancel()
            await asyncio.wait([writer])
        return websocket

    async def _serve(self, socket: Socket, websocket: web.WebSocketResponse) -> int | None:
        while True:
            frame = await websocket.receive()
            if frame.type is aiohttp.WSMsgType.TEXT:
                self._receive(socket, json.loads(frame.data))
            elif frame.type is aiohttp.WSMsgType.CLOSE:
                return int(frame.data)
            elif frame.type is not aiohttp.WSMsgType.BINARY:
                return None

    def _receive(self, socket: Socket, frame: Json) -> None:
        if frame["op"] == HEARTBEAT:
            self.heartbeats += 1
            socket.send({"op": HEARTBEAT_ACK})
        elif frame["op"] == IDENTIFY:
            self._identify(socket, frame["d"])
        elif frame["op"] == RESUME:
            self._resume(socket, frame["d"])
        self._changes.tell()

    def _identify(self, socket: Socket, data: Json) -> None:
        if data["token"] != self._token:
            socket.close(AUTHENTICATION_FAILED)
            return
        self.identified += 1
        shard, shards = data.get("shard", (0, 1))
        session = Session(f"session-{self.identified}", data["intents"], socket, (shard, shards))
        self._sessions[session.id] = session
        self._current[shard] = session
        self.intents = session.intents
        self._start(session)

    def _resume(self, socket: Socket, data: Json) -> None:
        session = self._sessions.get(data["session_id"] or "")
        if session is None or data["token"] != self._token or data["seq"] is None:
            socket.send({"op": INVALID_SESSION, "d": False})
            return
        session.replay(data["seq"], socket)
        self._current[session.shard[0]] = session
        self.resumed += 1

    def _take_socket(self) -> Socket:
        assert self.session is not None and self.session.socket is not None, "no bot is connected"
        socket = self.session.socket
        self.session.socket = None
        return socket

    def _end(self, session: Session) -> None:
        del self._sessions[session.id]
        del self._current[session.shard[0]]

    def _forget(self, socket: Socket, code: int | None) -> None:
        for session in list(self._current.values()):
            if session.socket is socket:
                session.socket = None
                if code in CLOSED_FOR_GOOD:
                    self._end(session)
        self._changes.tell()
