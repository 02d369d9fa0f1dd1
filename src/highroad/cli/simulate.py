"""`highroad simulate`: play a day of a scenario on the virtual clock, and print its figures."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from highroad.cli.exits import CommandFailed, ExitCode

if TYPE_CHECKING:
    from highroad.core.simulator.day import Day

HEAD = ("queue", "offered", "answered", "in time (b)", "ASA s", "abandoned")


def simulate(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO", help="A day as text, such as scenarios/county-day.yaml.")
    ],
    seed: Annotated[int, typer.Option(help="The same seed gives the same day.")] = 1,
    on: Annotated[str, typer.Option(metavar="DATE", help="The day, as 2026-11-19.")] = "2026-11-19",
    playbooks: Annotated[Path, typer.Option(help="The folder that holds the scenario's playbook.")] = Path(
        "playbooks"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
) -> None:
    """Play one day. Ctrl-C stops it and prints what was finished until then."""
    day = prepared(scenario, seed, on, playbooks)
    interrupted = False
    try:
        day.play()
    except KeyboardInterrupt:
        interrupted = True
        typer.echo("Stopped. These are the figures until then.", err=True)
    found = figures(day)
    typer.echo(json.dumps(found) if as_json else "\n".join(lines(found)))
    if interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)


def prepared(path: Path, seed: int, on: str, playbooks: Path) -> "Day":
    """The day, ready to be played; every fault of the files as a failure in words."""
    from highroad.core.playbooks import PlaybookErrors, compile_policy, load_folder
    from highroad.core.simulator.day import ClosedDay, Day, why_not_fit
    from highroad.core.simulator.scenario import WrongScenario, read_scenario

    try:
        when = date.fromisoformat(on)
        scenario = read_scenario(path.read_text(encoding="utf-8"), path.name)
        policy = compile_policy(load_folder(playbooks / scenario.playbook), (when.year,))
        faults = why_not_fit(scenario, policy)
        if faults:
            raise CommandFailed(ExitCode.BAD_DATA, f"{path.name} does not fit its playbook.", why=" ".join(faults))
        return Day(scenario, policy, seed, when)
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(ExitCode.NOT_FOUND, f"{path} cannot be read.", why=str(error)) from None
    except (WrongScenario, ClosedDay) as error:
        raise CommandFailed(ExitCode.BAD_DATA, "The day cannot be played.", why=str(error)) from None
    except PlaybookErrors as errors:
        mend = "Run highroad check-playbook on it."
        raise CommandFailed(ExitCode.BAD_DATA, "The playbook has errors.", why=str(errors), mend=mend) from None
    except ValueError as error:
        raise CommandFailed(
            ExitCode.BAD_DATA, f"{on!r} is not a date.", why=str(error), mend="Write 2026-11-19."
        ) from None


def figures(day: "Day") -> dict[str, object]:
    """The day's figures, JSON-ready: durations in ms, shares between 0 and 1."""
    now = day.engine.floor.now
    tally = day.tally
    groups = [group.key for group in day.policy.groups]
    return {
        "schema": 1,
        "scenario": day.scenario.key,
        "seed": day.seed,
        "facts": day.auditor.count,
        "turned_away": day.callers.turned_away,
        "all": tally.total().figures(),
        "queues": {key: line.figures() for key, line in sorted(tally.lines.items())},
        "occupancy": {group: tally.occupancy(group) for group in groups},
        "protected_kept": {group: tally.protected_kept(group, now) for group in groups},
        "left": day.why_not_over(),
    }


def lines(found: dict[str, object]) -> list[str]:
    """The figures as a table for a terminal."""
    queues: dict[str, dict[str, float | None]] = {**found["queues"], "all": found["all"]}  # type: ignore[dict-item]  # the table above
    wide = max(len(HEAD[0]), *(len(key) for key in queues))
    rows = [f"{HEAD[0]:<{wide}}" + "".join(f"{word:>13}" for word in HEAD[1:])]
    for key, line in queues.items():
        cells = (
            f"{line['offered']}",
            f"{line['answered']}",
            _percent(line["service_level_b"]),
            "–" if line["asa_ms"] is None else f"{line['asa_ms'] / 1000:.0f}",
            _percent(line["abandonment"]),
        )
        rows.append(f"{key:<{wide}}" + "".join(f"{cell:>13}" for cell in cells))
    rows.append("")
    for name, words in (("occupancy", "Occupancy"), ("protected_kept", "Protected time kept")):
        shares: dict[str, float | None] = found[name]  # type: ignore[assignment]  # the table above
        rows.append(f"{words}: " + ", ".join(f"{group} {_percent(share)}" for group, share in shares.items()))
    rows.append("Service level (b) = (answered in time + given up in time) / (answered + given up).")
    return rows


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f} %"
