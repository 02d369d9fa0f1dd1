"""The live floor: from the causing command to the news at the desk, with every desk and a wallboard connected.

`./dev bench live [--desks 400] [--seconds 20] [--first 20]` starts the real program (pages, live line, engine,
journal on disk) in one process, connects every desk and a wallboard from another, and plays calls: announced,
answered, ended, wrapped. The time is taken from the moment a command is given to the floor until its effect arrives
at that desk. It begins with 20 calls a second and doubles the load until the 99th percentile passes 250 ms.
"""

from __future__ import annotations

import asyncio
import heapq
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

LIMIT_MS = 250
FIRST_RATE, LAST_RATE = 20, 640
PORT = 8765
QUEUE = "calls"


# -- the program under load --------------------------------------------------------------------------------


def serve(home: Path, desks: int) -> None:
    """Run the program; play a load for each line `RATE SECONDS` on standard input, and say what was sent."""
    os.environ |= {"HIGHROAD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "highroad.settings"}
    import django

    django.setup()
    import uvicorn
    from django.conf import settings
    from django.core.management import call_command

    from highroad.adapters.storage.opening import open_journal
    from highroad.modules.floor.api import Clock, start

    call_command("migrate", verbosity=0)
    sessions = people(desks)
    floor = start(open_journal(str(home / "journal.sqlite3")), Clock())
    furnish(floor.host, sorted(sessions))
    cookies = {agent: f"{settings.SESSION_COOKIE_NAME}={key}" for agent, key in sessions.items()}
    (home / "cookies.json").write_text(json.dumps(cookies), "utf-8")
    threading.Thread(target=take_orders, args=(floor.host, home), daemon=True).start()
    uvicorn.run("highroad.web.asgi:application", port=PORT, log_level="error", access_log=False)


def people(desks: int) -> dict[int, str]:
    """Representatives and one planner for the wallboard, each with a session: person number → session key."""
    from datetime import UTC, date, datetime

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import transaction

    from highroad.modules.people.api import (
        Role,
        Site,
        enroll,
        ensure_places,
        grant_role,
        open_account,
        the_system,
    )

    by, at = the_system("bench"), datetime.now(UTC)
    sessions: dict[int, str] = {}
    with transaction.atomic():
        ensure_places(by=by, at=at, sites={"one": ("One", "UTC")}, groups={}, skills={}, teams={})
        site = Site.objects.get()
        for number in range(desks + 1):
            name = f"Desk {number}"
            person = enroll(
                staff_number=f"B{number:05}", name=name, site=site, team=None, staffing_group=None, by=by, at=at
            )
            role = Role.REPRESENTATIVE if number < desks else Role.PLANNER
            grant_role(person, role, from_day=date(2020, 1, 1), by=by, at=at)
            account = open_account(person, username=f"desk{number}", email=f"desk{number}@example.org", by=by, at=at)
            session = SessionStore()
            session[SESSION_KEY] = str(account.pk)
            session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            session[HASH_SESSION_KEY] = account.get_session_auth_hash()
            session.save()
            sessions[person.pk] = str(session.session_key)
    return sessions


def furnish(host: Any, agents: list[int]) -> None:
    """One queue that everyone serves; everyone available but the last, who reads the wallboard."""
    from highroad.core.engine import desk
    from highroad.core.words.hours import ALWAYS
    from highroad.core.words.policy import Policy, Queue, Ring
    from highroad.modules.floor.api import Command

    policy = Policy("bench", 1, "UTC", (Queue(QUEUE, ("always",), (Ring(0),)),), (ALWAYS,), (), ())
    host.do(Command("adopt", "adopt", {"policy": policy, "by": 0}))
    for agent in agents[:-1]:
        known = {
            "agent": agent,
            "token": f"b{agent}",
            "kind": "agent",
            "group": "",
            "skills": [],
            "channels": ["voice"],
        }
        host.do(Command(f"know-{agent}", "know_agent", known))
        for state in (desk.AWAY, desk.AVAILABLE):
            move = {"agent": agent, "state": state, "by": agent}
            host.do(Command(f"move-{agent}-{state}", "move_desk", move))


def take_orders(host: Any, home: Path) -> None:
    """Play the loads asked for on standard input."""
    for number, line in enumerate(sys.stdin):
        rate, seconds = line.split()
        sent = Player(host, number, int(rate)).play(float(seconds))
        path = home / f"sent-{number}.json"
        path.with_suffix(".tmp").write_text(json.dumps(sent), "utf-8")
        path.with_suffix(".tmp").rename(path)


class Player:
    """Gives the floor commands on a timetable, and writes down when each was given."""

    def __init__(self, host: Any, number: int, rate: int) -> None:
        self.host = host
        self.number = number
        self.rate = rate
        # So long that some 200 of 400 are busy, however many calls come.
        self.talk_s = max(0.2, 200 / rate - 0.4)
        self.due: list[tuple[float, int, str, dict[str, Any]]] = []
        self.order = 0
        self.sent: dict[str, float] = {}
        self.lock = threading.Lock()

    def play(self, seconds: float) -> dict[str, float]:
        """Play for so long; gives the moment (wall clock, s) at which the command behind each effect was given."""
        self.host.listeners.append(self.hear)
        began = time.time()
        calls = int(self.rate * seconds)
        for call in range(calls):
            self.at(began + call / self.rate, "arrive", {"queue": QUEUE})
        while self.due:
            with self.lock:
                when = self.due[0][0]
            # The load keeps a timetable: it waits for the moment of its next command.
            time.sleep(max(0.0, when - time.time()))
            with self.lock:
                _, order, name, arguments = heapq.heappop(self.due)
            self.give(order, name, arguments)
            if not self.due:
                # Nothing is due now, but the last calls may still bring a command: let them talk to their end.
                time.sleep(self.talk_s + 1)
        self.host.listeners.remove(self.hear)
        return self.sent

    def at(self, when: float, name: str, arguments: dict[str, Any]) -> None:
        with self.lock:
            self.order += 1
            heapq.heappush(self.due, (when, self.order, name, arguments))

    def give(self, order: int, name: str, arguments: dict[str, Any]) -> None:
        from highroad.modules.floor.api import Command

        given = time.time()
        future = self.host.submit(Command(f"{self.number}-{order}", name, arguments))
        if name == "arrive":
            future.add_done_callback(lambda done: self.sent.setdefault(f"{done.result().contact} offered", given))
        else:
            effect = {"answer": "talking", "end": "wrapping", "wrap": ""}[name]
            self.sent[f"{arguments['contact']} {effect}"] = given

    def hear(self, _engine: Any, heard: Any) -> None:
        """Each effect brings the next command of its call."""
        now = time.time()
        for entry in heard:
            for fact in entry.facts:
                if fact[0] == "contact_offered":
                    self.at(now + 0.2, "answer", {"contact": fact[2], "agent": fact[3]})
                elif fact[0] == "contact_answered":
                    self.at(now + self.talk_s, "end", {"contact": fact[2], "agent": fact[3]})
                elif fact[0] == "contact_ended":
                    self.at(now + 0.2, "wrap", {"contact": fact[2], "agent": fact[3], "disposition": "done"})


# -- the screens -------------------------------------------------------------------------------------------


class Screens:
    """Every desk and the wallboard, connected; they note when each effect arrived."""

    def __init__(self) -> None:
        self.seen: dict[str, float] = {}
        self.messages = 0

    async def connect(self, cookies: dict[int, str]) -> None:
        """Open all sockets, and begin to read them until cancelled. Raises when one is refused."""
        agents = sorted(cookies)
        topics = dict.fromkeys(agents[:-1], "desk") | {agents[-1]: "board"}
        sockets = [(await self._open(cookies[agent], topic), topic) for agent, topic in topics.items()]
        self.tasks = [asyncio.create_task(self._read(socket, topic)) for socket, topic in sockets]

    async def _open(self, cookie: str, topic: str) -> Any:
        from websockets.asyncio.client import connect

        headers = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{PORT}"}
        return await connect(f"ws://127.0.0.1:{PORT}/live?topics={topic}", additional_headers=headers)

    async def _read(self, socket: Any, topic: str) -> None:
        async for message in socket:
            self.messages += 1
            if topic == "desk":
                self._note(json.loads(message))

    def _note(self, message: dict[str, Any]) -> None:
        now = time.time()
        for news in message.get("news", ()):
            call = news["d"].get("call") if news["k"] == "me" else None
            if call:
                self.seen.setdefault(f"{call['id']} {news['d']['state']}", now)


async def measure(server: subprocess.Popen[str], home: Path, seconds: float, first: int) -> None:
    """Connect, then raise the load until the 99th percentile passes the limit."""
    cookies = {int(k): v for k, v in json.loads((home / "cookies.json").read_text("utf-8")).items()}
    screens = Screens()
    await screens.connect(cookies)
    print(f"{len(cookies) - 1} desks and a wallboard, journal on disk, one process for all of it\n")
    print(
        f"{'calls/s':>8} {'commands/s':>11} {'p50 ms':>8} {'p99 ms':>8} {'max ms':>8} {'effects':>8}"
        f" {'unseen':>7} {'messages/s':>11}"
    )
    rate, number = first, 0
    while rate <= LAST_RATE:
        screens.seen.clear()
        screens.messages = 0
        assert server.stdin is not None
        server.stdin.write(f"{rate} {seconds}\n")
        server.stdin.flush()
        path = home / f"sent-{number}.json"
        began = time.time()
        while not path.exists():
            await asyncio.sleep(0.2)
        lasted = time.time() - began
        await asyncio.sleep(1.5)
        sent = {key: at for key, at in json.loads(path.read_text("utf-8")).items() if not key.endswith(" ")}
        times = sorted((screens.seen[key] - at) * 1000 for key, at in sent.items() if key in screens.seen)
        p99 = times[int(len(times) * 0.99)]
        print(
            f"{rate:>8} {rate * 4:>11} {times[len(times) // 2]:>8.1f} {p99:>8.1f} {times[-1]:>8.1f} {len(sent):>8,}"
            f" {len(sent) - len(times):>7} {screens.messages / lasted:>11,.0f}",
            flush=True,
        )
        if p99 > LIMIT_MS:
            break
        rate, number = rate * 2, number + 1
    for task in screens.tasks:
        task.cancel()


def main() -> None:
    """Start the program, wait for it, measure, end it."""
    given = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
    if "--serve" in given:
        serve(Path(given["--serve"]), int(given["--desks"]))
        return
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, "--serve", folder, "--desks", given.get("--desks", "400")]
        server = subprocess.Popen(command, stdin=subprocess.PIPE, text=True)
        try:
            wait_for(server)
            first = int(given.get("--first", str(FIRST_RATE)))
            asyncio.run(measure(server, Path(folder), float(given.get("--seconds", "20")), first))
        finally:
            server.terminate()
            server.wait()


def wait_for(server: subprocess.Popen[str]) -> None:
    """Until the program answers."""
    from urllib.error import URLError
    from urllib.request import urlopen

    while server.poll() is None:
        try:
            urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=1).close()
        except (URLError, OSError):
            time.sleep(0.2)  # the program is still starting; it is asked again
        else:
            return
    message = "The program ended before it answered; its words are above."
    raise SystemExit(message)


if __name__ == "__main__":
    main()
