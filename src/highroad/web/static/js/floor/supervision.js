// The supervisor's page. The live line draws it; what is chosen stands in the address, so that it can be kept as a link.

import { html, nothing, render } from "lit";
import { live as kept } from "lit/directives/live.js";
import { fill, gettext, ngettext } from "highroad/words.js";
import { chip, icon } from "highroad/desk/marks.js";
import { get } from "highroad/desk/sending.js";
import { broadcast, moveContact, moveDesk, why } from "./acting.js";
import { alertsOf } from "./alerts.js";
import { chosenDesks, deskTable, ICONS } from "./desk_rows.js";
import { FloorStore } from "./floor_store.js";
import { HeldList } from "./held_list.js";
import { hearNotices } from "./notices.js";
import { Sheet } from "./sheet.js";
import { chosenWaiting, nobodyWaits, waitingList } from "./waiting_rows.js";

const first = JSON.parse(document.getElementById("floor-first").textContent);
const place = document.getElementById("floor");
const sheet = new Sheet(document.getElementById("floor-sheet"));
const asked = new URLSearchParams(location.search);
const wanted = Object.fromEntries(["words", "state", "group", "queue", "order"].map((name) => [name, asked.get(name) ?? ""]));
let messages = [];
const told = new Set();

const store = new FloorStore(first, ["notices"], () => draw(), (items) => hearNotices(items, (message) => {
  messages = [message, ...messages.filter((one) => one.message !== message.message)];
  draw();
}));
const deskList = new HeldList((desk) => desk.id, () => draw());
const waitList = new HeldList((call) => call.id, () => draw());

const does = {
  move: (desk) => moveDesk(sheet, store, desk),
  why: (desk) => why(sheet, gettext("Why this call?"), fill(gettext("the last one offered to {name}"), { name: store.name(desk.id) }), `/supervision/why/person/${desk.id}/`),
};
const doesWaiting = {
  move: (call) => moveContact(sheet, store, call),
  why: (call) => why(sheet, gettext("Why does it wait?"), fill(gettext("Contact {number}, {queue}"), { number: call.id, queue: store.words.queues[call.queue] ?? "" }), `/supervision/why/contact/${call.id}/`),
};

const want = (name, value) => {
  wanted[name] = value;
  const query = new URLSearchParams(Object.entries(wanted).filter(([, written]) => written));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  deskList.show();
  waitList.show();
};

const select = (name, label, options) => html`<label class="filter"><span>${label}</span><select .value=${kept(wanted[name])} @change=${(event) => want(name, event.target.value)}>
  <option value="" ?selected=${!wanted[name]}>${gettext("All")}</option>${options.map(([key, words]) => html`<option value=${key} ?selected=${wanted[name] === key}>${words}</option>`)}</select></label>`;

const filters = () => html`<div class="filters" role="search" aria-label=${gettext("Which desks")}>
  <label class="filter"><span>${gettext("Name")}</span><input type="search" data-find id="find-desk" autocomplete="off" .value=${kept(wanted.words)} @input=${(event) => want("words", event.target.value)}></label>
  ${select("state", gettext("State"), Object.entries(store.words.states))}${select("group", gettext("Group"), Object.entries(store.words.groups))}${select("queue", gettext("Queue"), Object.entries(store.words.queues))}
  <label class="filter"><span>${gettext("In order of")}</span><select .value=${kept(wanted.order || "name")} @change=${(event) => want("order", event.target.value)}>
    ${[["name", gettext("name")], ["state", gettext("state")], ["since", gettext("time in the state")]].map(([key, words]) => html`<option value=${key} ?selected=${(wanted.order || "name") === key}>${words}</option>`)}</select></label></div>`;

/** How many are in which state; a press shows just those. */
const counts = () => {
  const found = store.desks.filter((desk) => desk.state !== "signed_out");
  const states = Object.keys(ICONS).map((state) => [state, found.filter((desk) => desk.state === state).length]).filter(([, count]) => count);
  return html`<ul class="state-strip" aria-label=${gettext("People by state")}>${states.map(([state, count]) => html`<li><button type="button" aria-pressed=${wanted.state === state ? "true" : "false"} @click=${() => want("state", wanted.state === state ? "" : state)}>${icon(ICONS[state])}<b class="tabular">${count}</b><span>${store.words.states[state]}</span></button></li>`)}</ul>`;
};

const goTo = (alert) => {
  if (alert.desk) Object.assign(wanted, { words: "", state: "", group: "", queue: "" });
  deskList.show();
  setTimeout(() => {
    const row = document.getElementById(alert.desk ? `desk-${alert.desk}` : `contact-${alert.contact}`);
    row?.scrollIntoView({ block: "center" });
    row?.focus();
  }, 0);
};

const alertCard = () => {
  const alerts = alertsOf(store);
  const fresh = alerts.filter((alert) => !told.has(alert.key));
  fresh.forEach((alert) => told.add(alert.key));
  if (fresh.length) document.getElementById("said-politely").textContent = fresh.map((alert) => alert.title).join(". ");
  for (const key of told) if (!alerts.some((alert) => alert.key === key)) told.delete(key);
  return html`<section class="card" aria-labelledby="alerts-title"><div class="card-head"><h2 id="alerts-title">${gettext("Asks for you")}</h2>${alerts.length ? chip("warn", "warning", ngettext("{count} thing", "{count} things", alerts.length)) : nothing}</div>
    ${alerts.length ? html`<ul class="lines alert-lines">${alerts.map((alert) => html`<li class="alert ${alert.css}">${icon(alert.icon)}<span class="grow"><strong>${alert.title}</strong><span class="second">${alert.second}</span></span><button type="button" class="button small bare" @click=${() => goTo(alert)} aria-label=${fill(gettext("Show: {what}"), { what: alert.title })}>${gettext("Show")}</button></li>`)}</ul>`
      : html`<p class="quiet none-line">${icon("check_circle")} ${gettext("Nothing is over a limit.")}</p>`}</section>`;
};

const waitingCard = () => {
  const list = document.getElementById("waiting-list");
  const calls = waitList.arrange(chosenWaiting(store, wanted.queue), list);
  return html`<section class="card" aria-labelledby="waiting-title"><div class="card-head"><h2 id="waiting-title">${gettext("Waiting")} <span class="second">${gettext("the oldest first")}</span></h2><span class="row">${waitList.button()}<b class="tabular">${calls.filter((call) => !call.gone).length}</b></span></div>
    <div id="waiting-list">${calls.length ? waitingList(store, calls, doesWaiting) : nobodyWaits()}</div></section>`;
};

const clock = (ms) => new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(ms);

const overridesCard = () => html`<section class="card" aria-labelledby="overrides-title"><div class="card-head"><h2 id="overrides-title">${gettext("Protected time overridden today")}</h2></div>
  ${store.overrides.length ? html`<ul class="lines">${store.overrides.map((one) => html`<li>${icon("shield")}<span class="grow"><strong>${store.name(one.agent)}</strong><span class="second">${one.what === "ended" ? fill(gettext("taken off it by {name}"), { name: one.by === store.me ? gettext("you") : store.people[one.by]?.name ?? gettext("somebody who leads") }) : gettext("more than the daily quota")}: ${store.words.why[one.why] ?? one.why}</span></span><span class="tabular quiet">${clock(one.at)}</span></li>`)}</ul>`
    : html`<p class="quiet none-line">${icon("check_circle")} ${gettext("Everyone's protected time was kept.")}</p>`}</section>`;

const messagesCard = () => html`<section class="card" aria-labelledby="messages-title"><div class="card-head"><h2 id="messages-title">${gettext("Messages to everyone today")}</h2></div>
  ${messages.length ? html`<ul class="lines">${messages.map((one) => html`<li>${icon("chat")}<span class="grow">${one.words}<span class="second">${one.by}</span></span><span class="tabular quiet">${clock(one.at)}</span></li>`)}</ul>`
    : html`<p class="quiet none-line">${gettext("None yet.")}</p>`}</section>`;

const desksCard = () => {
  const list = document.getElementById("desk-list");
  const desks = deskList.arrange(chosenDesks(store, wanted), list);
  return html`<section class="card desks-card" aria-labelledby="desks-title"><div class="card-head"><h2 id="desks-title">${gettext("Desks")} <span class="second">${ngettext("{count} person", "{count} people", desks.length)}</span></h2>${deskList.button()}</div>
    ${filters()}<div id="desk-list">${desks.length ? deskTable(store, desks, does) : html`<p class="quiet none-line">${gettext("Nobody here is as you asked.")}</p>`}</div></section>`;
};

const draw = () => {
  if (document.hidden) return;
  render(html`<header class="page-head"><div><h1>${gettext("The floor")}</h1><p>${first.unavailable ?? gettext("Your people, as they are now. Nobody is ranked here.")}</p></div>
      ${store.may.broadcast ? html`<button type="button" class="button secondary" @click=${() => broadcast(sheet)}>${icon("send")}${gettext("Message to everyone")}</button>` : nothing}</header>
    ${counts()}
    <div class="columns floor-columns"><div class="stack">${desksCard()}</div><div class="stack">${alertCard()}${waitingCard()}${overridesCard()}${messagesCard()}</div></div>`, place);
};

place.replaceChildren();
document.addEventListener("visibilitychange", draw);
store.start();
draw();
setInterval(draw, 1000);
get("/notices/").then((found) => {
  messages = found.messages ?? messages;
  draw();
});
