"""The day as a road: calls so far and calls expected, as the path of an SVG, with “now” on it.

The page's drawing is 1440 wide and 120 high; the script puts the same values in as time goes on.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from highroad.demo.stage import Stage

WIDTH, HEIGHT, TOP, BASE = 1440.0, 120.0, 14.0, 6.0


def road_of(stage: Stage) -> dict[str, Any]:
    """Paths of the part behind us and the part ahead, the place of now, and the hours along the road."""
    day = stage.play.day
    begin = (day.opens - day.midnight) // 60_000
    end = (day.closes - day.midnight) // 60_000
    minute = min(max((stage.play.clock.now() - day.midnight) / 60_000, begin), end)
    calls = _calls(stage, minute)
    largest = max(calls.values(), default=1.0) * 1.1

    def x(at: float) -> float:
        return WIDTH * (at - begin) / (end - begin)

    def y(value: float) -> float:
        return HEIGHT - BASE - (HEIGHT - BASE - TOP) * value / largest

    points = [(x(at + 7.5), y(value)) for at, value in sorted(calls.items()) if begin <= at < end]
    points = [(0.0, points[0][1]), *points, (WIDTH, points[-1][1])] if points else [(0.0, y(0)), (WIDTH, y(0))]
    here = x(minute)
    split = _height_at(points, here)
    behind = [point for point in points if point[0] < here] + [(here, split)]
    ahead = [(here, split)] + [point for point in points if point[0] > here]
    return {
        "behind": _smooth(behind),
        "behind_area": f"{_smooth(behind)} V{HEIGHT:g} H0 Z",
        "ahead": _smooth(ahead),
        "ahead_area": f"{_smooth(ahead)} V{HEIGHT:g} H{here:.1f} Z",
        "x": round(here, 1),
        "y": round(split, 1),
        "share": round(here / WIDTH * 100, 2),
        "hours": [
            {"share": f"{x(hour * 60) / WIDTH * 100:.2f}", "word": f"{hour}:00"}
            for hour in range(begin // 60 + 1, end // 60 + 1)
            if x(hour * 60) < WIDTH - 30
        ],
    }


def _calls(stage: Stage, minute: float) -> dict[int, float]:
    """Per quarter of an hour: what came where it is over, what is expected where it is to come; each the mean with
    its two neighbors on either side, since a road has no steps."""
    came = stage.arrivals()
    mixed = {at: float(came.get(at, 0)) if at + 15 <= minute else value for at, value in stage.forecast}
    order = sorted(mixed)
    smooth = {}
    for place, at in enumerate(order):
        near = [mixed[one] for one in order[max(0, place - 2) : place + 3]]
        smooth[at] = sum(near) / len(near)
    return smooth


def _height_at(points: list[tuple[float, float]], x: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(points):
        if x0 <= x <= x1 and x1 > x0:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


def _smooth(points: list[tuple[float, float]]) -> str:
    """A path through the points without corners: each tangent is that of the neighbors (Catmull and Rom)."""
    parts = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    around = [points[0], *points, points[-1]]
    for (xa, ya), (x0, y0), (x1, y1), (xb, yb) in zip(around, around[1:], around[2:], around[3:], strict=False):
        parts.append(
            f"C{x0 + (x1 - xa) / 6:.1f} {y0 + (y1 - ya) / 6:.1f}"
            f" {x1 - (xb - x0) / 6:.1f} {y1 - (yb - y0) / 6:.1f} {x1:.1f} {y1:.1f}"
        )
    return " ".join(parts)
