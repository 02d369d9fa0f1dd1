// The wallboard: draws the topic `board` once a second. It names nobody. What is older than ten seconds is not shown as
// fresh. It is no live region: a screen reader reads it when asked, and is never interrupted by it.

import { html, nothing, render, svg } from "lit";
import { Live } from "highroad/live.js";
import { fill, gettext, ngettext } from "highroad/words.js";
import { icon, span } from "highroad/desk/marks.js";
import { abandonment, lastTwoHours, percent, serviceLevel, together } from "./figures.js";
import { cards } from "./wallboard_cards.js";
import { hearNotices } from "./notices.js";

const PAUSED_AFTER_S = 10;
const ICONS = {
  talking: "phone", holding: "hourglass_empty", consulting: "groups", wrapping: "edit", offered: "notifications_active",
  available: "check_circle", protected: "shield", captain: "support_agent", training: "school", meeting: "people",
  break: "local_cafe", meal: "local_cafe", away: "schedule",
};

const first = JSON.parse(document.getElementById("wall-first").textContent);
const { titles, formula, zone } = first;
const narrow = matchMedia("(width < 60rem)");
let board = first.board?.values ?? {};

const live = new Live(["board", "notices"], {
  snapshot(topic, values) {
    if (topic === "board") board = values;
  },
  news(items) {
    for (const { t, k, d } of items) if (t === "board") d === null ? delete board[k] : (board[k] = d);
    hearNotices(items, sayOnWall);
  },
});
if (first.board) live.tell(first.board.at);

const clock = (ms, seconds = true) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit", ...(seconds && { second: "2-digit" }) }).format(ms);

/** The floor's time for the figures: while nothing is heard they stand still, as they were when something was. */
const figuresNow = () => (isPaused() ? live.at : live.now());

// -- the queues ---------------------------------------------------------------------------------------------------------

/** A queue is off its mark when somebody waits too long in it, or when its service level is below the target. */
const isOff = (row) => waitIsOver(row) || levelIsBelow(row);
const waitIsOver = (row) => Boolean(row.oldest_since) && figuresNow() - row.oldest_since > row.wait_warn_ms;
const levelIsBelow = (row) => {
  const level = serviceLevel(row, formula);
  return level !== null && level < row.target_share;
};

/** A queue of which the floor has said nothing yet. */
const NOTHING_YET = { waiting: 0, offered: 0, answered: 0, abandoned: 0, answered_in_target: 0, abandoned_in_target: 0, target_share: 0.8, wait_warn_ms: Infinity };

const rows = () => {
  const found = titles.queues.map(({ key, title }) => ({ ...NOTHING_YET, ...board[`queue:${key}`], key, title }));
  // On a phone the worst come first; a queue moves only when it crosses a line, never with every second.
  return narrow.matches ? [...found.filter(isOff), ...found.filter((row) => !isOff(row))] : found;
};

const levelName = titles.formulas.find((one) => one.key === formula);

const queues = () => {
  const shown = rows();
  const opened = Math.min(...shown.map((row) => row.opened_at ?? Infinity));
  const since = Number.isFinite(opened) ? fill(gettext("{name}, since {time}"), { name: levelName.name, time: clock(opened, false).replace(/^0/, "") }) : levelName.name;
  const total = { ...together(shown), title: first.chosen ? gettext("These queues") : gettext("All queues"), series: first.chosen ? [] : board.all?.series };
  return html`<section class="wall-card wall-queues" aria-label=${gettext("Queues")}><table role="table">
    <colgroup><col class="col-queue"><col class="col-waiting"><col class="col-longest"><col class="col-level"><col class="col-left"><col class="col-spark"></colgroup>
    <thead role="rowgroup"><tr role="row">${[gettext("Queue"), gettext("Waiting"), gettext("Longest wait"), since, gettext("Abandoned"), gettext("Last 2 h")].map((word) => html`<th scope="col" role="columnheader">${word}</th>`)}</tr></thead>
    <tbody role="rowgroup">${shown.map((row) => line(row))}${shown.length > 1 ? line(total, "total") : nothing}</tbody></table></section>`;
};

const line = (row, css = "") => {
  const level = serviceLevel(row, formula);
  const below = levelIsBelow(row);
  const over = waitIsOver(row);
  return html`<tr role="row" class=${css}><th scope="row" role="rowheader">${row.title}</th>
    <td role="cell" data-label=${gettext("Waiting")}><span class="waiting-count">${row.waiting}</span></td>
    <td role="cell" data-label=${gettext("Longest wait")}>${row.oldest_since
      ? html`<div class="big ${over && css !== "total" ? "over" : ""}">${span(figuresNow() - row.oldest_since)}</div>${over && css !== "total" ? mark(fill(gettext("over {time}"), { time: span(row.wait_warn_ms) })) : nothing}`
      : html`<span class="none">${gettext("none")}</span>`}</td>
    <td role="cell" class="level" data-label=${levelName.name}><div class="level-line"><span class="big">${percent(level)}</span>${below && css !== "total" ? mark(fill(gettext("below {target}"), { target: Math.round(row.target_share * 100) })) : nothing}</div>${meter(level, row.target_share, below)}</td>
    <td role="cell" class="left" data-label=${gettext("Abandoned")}><span class="mid">${percent(abandonment(row))}</span></td>
    <td role="cell" class="trend">${spark(row, below)}</td></tr>`;
};

const mark = (words) => html`<span class="mark-line">${icon("warning")}${words}</span>`;

/** The share as a bar, with the target as a mark across it. */
const meter = (share, target, below) => html`<svg class="meter ${below ? "over" : ""}" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true" focusable="false">${svg`
  <rect class="meter-ground" y="3" width="100" height="8"></rect><rect class="meter-fill" y="3" width=${(share ?? 0) * 100} height="8"></rect><rect class="meter-mark" x=${target * 100 - 0.5} width="1" height="14"></rect>`}</svg>`;

const spark = (row, below) => {
  const now = figuresNow();
  const points = lastTwoHours(row, formula, now);
  if (points.length < 2) return nothing;
  const low = Math.max(0, Math.min(row.target_share, ...points.map((point) => point.share)) - 0.08);
  const y = (share) => (38 - ((share - low) / (1.02 - low)) * 36).toFixed(1);
  const x = (at) => (4 + ((at - points[0].at) / Math.max(1, points.at(-1).at - points[0].at)) * 110).toFixed(1);
  const last = points.at(-1);
  const words = fill(gettext("{title}, last 2 hours: from {first} to {last}"), { title: row.title, first: percent(points[0].share), last: percent(last.share) });
  return html`<svg class="spark ${last.share < row.target_share || below ? "below" : ""}" viewBox="0 0 120 40" role="img" aria-label=${words} focusable="false">${svg`
    <line class="spark-target" x1="2" x2="118" y1=${y(row.target_share)} y2=${y(row.target_share)}></line>
    <polyline class="spark-line" points=${points.map((point) => `${x(point.at)},${y(point.share)}`).join(" ")}></polyline>
    <circle class="spark-dot" cx=${x(last.at)} cy=${y(last.share)} r="3.6"></circle>`}</svg>`;
};

// -- the people -----------------------------------------------------------------------------------------------------------

const people = () => {
  const states = board.people?.states ?? {};
  const largest = Math.max(1, ...[...titles.on, ...titles.off].map((one) => states[one.key] ?? 0));
  const row = (one, css, divided) => {
    const count = states[one.key] ?? 0;
    const width = Math.max(count ? 3 : 0, (count / largest) * 98);
    return html`<li class=${divided ? "divided" : ""}>${icon(ICONS[one.key])}<span>${one.title}</span><b>${count}</b>
      <svg class="state-bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">${svg`<rect class=${css} x="1" y="1" width=${width} height="10"></rect>`}</svg></li>`;
  };
  return html`<section class="wall-card wall-people" aria-labelledby="people-title"><div class="people-head"><h2 id="people-title">${gettext("People now")}</h2>
      <span>${fill(gettext("{count} signed in"), { count: board.people?.signed_in ?? 0 })}</span></div>
    <ul class="wall-states">${titles.on.map((one) => row(one, "bar-on", false))}${titles.off.map((one, place) => row(one, "bar-off", place === 0))}</ul>
    ${protectedTime()}</section>`;
};

const protectedTime = () => (board.protected?.length
  ? html`<div class="wall-protected"><h2>${gettext("Protected time used")}</h2><ul>${board.protected.map((group) => {
      const share = group.used_ms / group.quota_ms;
      return html`<li><span>${titles.groups[group.key] ?? group.key}</span><svg class="meter" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">${svg`<rect class="meter-ground" width="100" height="8"></rect><rect class="meter-fill" width=${Math.min(1, share) * 100} height="8"></rect>`}</svg><b>${percent(share, true)}</b></li>`;
    })}</ul></div>`
  : nothing);

// -- the age of all this --------------------------------------------------------------------------------------------------

const isPaused = () => !live.heardAt || live.age > PAUSED_AFTER_S;

const age = () => {
  if (!live.heardAt) return html`${icon("warning")}<strong>${gettext("Connecting")}</strong>`;
  return isPaused()
    ? html`${icon("warning")}<strong>${gettext("Paused")}</strong><span>${fill(gettext("data {seconds} s old"), { seconds: live.age })}</span>`
    : html`${icon("check_circle")}<strong>${gettext("Live")}</strong><span>${fill(gettext("data {seconds} s old"), { seconds: live.age })}</span>`;
};

let said = null;
const sayOnWall = (message) => {
  said = message;
  setTimeout(() => said === message && (said = null), 60_000);
};

const target = () => {
  const shares = [...new Set(rows().map((row) => Math.round((row.target_share ?? 0.8) * 100)))];
  const seconds = [...new Set(rows().map((row) => Math.round((row.target_ms ?? 20_000) / 1000)))].sort((a, b) => a - b);
  const within = ngettext("T = {count} s", "T = {count} s", seconds.length === 1 ? seconds[0] : `${seconds[0]}–${seconds.at(-1)}`);
  return fill(gettext("{within}. Target {share} %, marked"), { within, share: shares.join("–") });
};

const draw = () => {
  document.body.classList.toggle("paused", isPaused());
  render(html`${queues()}${people()}${cards(board, figuresNow(), clock)}`, document.getElementById("wall"));
  const place = document.getElementById("wall-age");
  place.classList.toggle("paused", isPaused());
  render(age(), place);
  render(html`${clock(live.now())}`, document.getElementById("wall-clock"));
  render(html`<strong>${levelName.name}</strong> = ${levelName.formula}. ${target()} <span class="wall-mark" aria-hidden="true"></span>`, document.getElementById("wall-formula"));
  render(said ? html`<p class="wall-said">${icon("notifications_active")}<span><strong>${said.by}</strong> ${said.words}</span></p>` : nothing, saidPlace);
};

const saidPlace = document.createElement("div");
document.getElementById("wall").before(saidPlace);
document.getElementById("wall").replaceChildren();

// The chosen queues are one word of the address.
const boxes = document.querySelectorAll("#wall-queues input[type=checkbox]");
for (const box of boxes) {
  box.addEventListener("change", () => {
    const on = [...boxes].filter((one) => one.checked).map((one) => one.value);
    document.querySelector("#wall-queues input[name=queues]").value = on.length === boxes.length ? "" : on.join(",");
  });
}

live.start();
draw();
setInterval(draw, 1000);
