"""The live line: one WebSocket beside Django, over which news comes and nothing is ever done.

Every action is a POST. Here a screen says which topics it wants, is checked (origin, session, access table), gets
`hello`, a snapshot of each topic, and then batches. After a cut it connects again with `after`, the last entry number
it has seen, and gets what it was told personally in between; state topics start from their snapshot, so what was lost
can only have been an older value. A beat every few seconds carries the floor's time: a screen that hears none says
how old its data is.

Messages to the screen: `{"hello": {"seq", "at", "topics"}}` · `{"t", "snapshot": {key: value}}` · `{"s", "at",
"news": [{"t", "k", "d"}]}` with `d` null for a key that is gone · `{"beat": at}`.
"""

from __future__ import annotations

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

import orjson
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from starlette.websockets import WebSocket, WebSocketDisconnect

from highroad.modules.floor.api import (
    FloorScope,
    Presence,
    Reader,
    RunningFloor,
    Unavailable,
    floor_scope,
    the_floor,
)
from highroad.modules.people.api import NOBODY, Account, Actor, actor_for, declare

BEAT_S: Final = 5.0
FLUSH_S: Final = 0.2
LOOK_AGAIN_S: Final = 60.0
"""How often a screen's rights are read again: a role that ended takes its news away within this time."""
PRESENCE: Final = Presence()
"""Whose desk has a screen here."""

TOPICS: Final[dict[str, tuple[str, str, bool]]] = {
    # topic: object and action on the access table, and whether its news go at once
    "board": ("floor.wallboard", "read", False),
    "floor": ("floor.supervision", "read", False),
    "desk": ("floor.desk", "read", True),
    "notices": ("floor.broadcast", "read", True),
}
for _topic, (_object, _action, _) in TOPICS.items():
    declare("topic", _topic, _object, _action)


async def live(socket: WebSocket) -> None:
    """Serve one screen until it leaves, or until its session ends."""
    if not _same_origin(socket):
        await socket.close(code=4403)
        return
    session = socket.cookies.get(settings.SESSION_COOKIE_NAME, "")
    actor, scope = await sync_to_async(_who)(session)
    floor = _running_floor()
    if floor is None:
        await socket.close(code=4503)
        return
    topics = _topics(actor, socket.query_params.get("topics", "").split(","))
    if not topics:
        await socket.close(code=4403)
        return
    await socket.accept()
    floor.hub.attach(asyncio.get_running_loop())
    reader = floor.hub.join({topic: TOPICS[topic.split(":")[0]][2] for topic in topics}, {"floor": scope})
    agent = actor.person_id if any(topic.startswith("desk:") for topic in topics) else None
    if agent is not None:
        PRESENCE.came(floor.host, agent)
    try:
        await _greet(socket, floor, actor, topics, reader)
        tasks = {
            asyncio.create_task(_send(socket, floor, reader)),
            asyncio.create_task(_listen(socket)),
            asyncio.create_task(_until_rights_change(socket, session, actor, scope)),
        }
        _, running = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in running:
            task.cancel()
    except WebSocketDisconnect:
        pass
    finally:
        floor.hub.leave(reader)
        if agent is not None:
            PRESENCE.left(floor.host, agent, floor.host.engine.floor.rules.limits.reconnect_ms / 1000)


def _running_floor() -> RunningFloor | None:
    """The floor, if it runs: one that has stopped must not greet a screen as if what it knew were now."""
    try:
        floor = the_floor()
    except Unavailable:
        return None
    return floor if floor.host.running else None


def _same_origin(socket: WebSocket) -> bool:
    """Whether the page that opened this socket is ours: browsers let any page try."""
    origin = urlsplit(socket.headers.get("origin", ""))
    return bool(origin.netloc) and (
        origin.netloc == socket.headers.get("host")
        or f"{origin.scheme}://{origin.netloc}" in settings.CSRF_TRUSTED_ORIGINS
    )


def _who(session_key: str) -> tuple[Actor, FloorScope]:
    """Who is behind a session, and what of the floor they may see."""
    actor = _actor(session_key)
    return actor, floor_scope(actor)


async def _until_rights_change(socket: WebSocket, session: str, actor: Actor, scope: FloorScope) -> None:
    """Wait until the session's person holds other roles or other people than when the screen connected. The screen
    connects again by itself, and gets what it may see then."""
    while True:
        await asyncio.sleep(LOOK_AGAIN_S)
        if await sync_to_async(_who)(session) != (actor, scope):
            await socket.close(code=4401)
            return


def _actor(session_key: str) -> Actor:
    request = HttpRequest()
    request.session = SessionStore(session_key)
    user = get_user(request)
    return actor_for(user) if isinstance(user, Account) else NOBODY


def _topics(actor: Actor, asked: list[str]) -> list[str]:
    """What of the asked this actor may read; a desk topic is one's own."""
    allowed = []
    for topic in asked:
        if topic not in TOPICS or not actor.may(TOPICS[topic][1], TOPICS[topic][0]):
            continue
        if topic != "desk":
            allowed.append(topic)
        elif actor.person_id is not None:
            allowed.append(f"desk:{actor.person_id}")
    return allowed


async def _greet(socket: WebSocket, floor: RunningFloor, actor: Actor, topics: list[str], reader: Reader) -> None:
    named = [topic.split(":")[0] for topic in topics]
    await _tell(socket, {"hello": {"seq": floor.hub.seq, "at": floor.host.clock.now(), "topics": named}})
    for topic, name in zip(topics, named, strict=True):
        await _tell(socket, {"t": name, "snapshot": floor.hub.snapshot_for(reader, topic)})
    after = socket.query_params.get("after", "")
    if after.isdecimal() and actor.person_id is not None:
        for notice in floor.newsroom.missed(actor.person_id, int(after)):
            await _tell(socket, {"s": notice["seq"], "news": [{"t": "desk", "k": "notice", "d": notice}]})


async def _send(socket: WebSocket, floor: RunningFloor, reader: Reader) -> None:
    """Send what is new: personal news at once, the rest a few times a second, a beat when there is none.

    A floor that has stopped has no beat: screens then say how old their data is.
    """
    while True:
        try:
            async with asyncio.timeout(BEAT_S):
                await reader.any.wait()
                if not reader.urgent.is_set():
                    await _first(reader.urgent, FLUSH_S)
        except TimeoutError:
            if floor.host.running:
                await _tell(socket, {"beat": floor.host.clock.now()})
            continue
        news = reader.take()
        for item in news:
            item["t"] = item["t"].split(":")[0]
        await _tell(socket, {"s": floor.hub.seq, "at": floor.hub.at, "news": news})


async def _first(event: asyncio.Event, wait_s: float) -> None:
    """Wait for the event, but no longer than `wait_s`."""
    try:
        async with asyncio.timeout(wait_s):
            await event.wait()
    except TimeoutError:
        return


async def _listen(socket: WebSocket) -> None:
    """Nothing is done over this line; reading it is how a closed one is noticed."""
    while True:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect":
            return


async def _tell(socket: WebSocket, message: dict[str, Any]) -> None:
    await socket.send_text(orjson.dumps(message).decode())
