// The Helpline lead's page: who waits and what they wrote before they call, one's own call, the way on to a supervisor,
// what is to be decided, what was done today.

import { html, nothing, render } from "lit";
import { fill, gettext, ngettext } from "highroad/words.js";
import { chip, icon, span } from "highroad/desk/marks.js";
import { get } from "highroad/desk/sending.js";
import { moveContact, why } from "./acting.js";
import { ICONS } from "./desk_rows.js";
import { FloorStore } from "./floor_store.js";
import { HeldList } from "./held_list.js";
import { LeadApp } from "./lead_app.js";
import { hearNotices } from "./notices.js";
import { Sheet } from "./sheet.js";
import { chosenWaiting, waitingList } from "./waiting_rows.js";
import { hours } from "./wallboard_cards.js";

const first = JSON.parse(document.getElementById("floor-first").textContent);
const place = document.getElementById("floor");
const sheet = new Sheet(document.getElementById("floor-sheet"));
const lines = first.lines?.queues ?? {};
let board = first.board ?? {};
let done = [];
let said = null;
let supervisors = [];
const briefs = new Map();

const hear = (items) => {
  for (const { t, k, d } of items) if (t === "board" && k === "helpline") board = d;
  app?.hear(items);
  hearNotices(items, (message) => (said = message));
};
const store = new FloorStore(first, first.works ? ["board", "desk", "notices"] : ["board", "notices"], () => draw(), hear);
const app = first.works ? new LeadApp(first.desk, () => store.now(), () => draw()) : null;
if (app) app.wrote = () => {
  delete app.briefFor; // it was written while they talk: read anew
  draw();
};
const lists = { escalated: new HeldList((call) => call.id, () => draw()), staff: new HeldList((call) => call.id, () => draw()) };

const clock = (ms) => new Intl.DateTimeFormat("en-GB", { timeZone: first.zone, hour: "2-digit", minute: "2-digit" }).format(ms);

/** The words written for the lead about a contact: read when it is seen to be briefed, and kept while the page is open. */
const briefOf = (contact, wanted) => {
  if (wanted && !briefs.has(contact)) {
    briefs.set(contact, []);
    get(`/helpline/brief/${contact}/`).then((found) => {
      briefs.set(contact, found.briefs ?? []);
      draw();
    });
  }
  return (briefs.get(contact) ?? []).map((one) => html`<p class="brief">${one.words}<span class="second">${one.by}, ${clock(one.at)}</span></p>`);
};

const does = {
  move: (call) => moveContact(sheet, store, call),
  why: (call) => why(sheet, gettext("Why does it wait?"), fill(gettext("Contact {number}"), { number: call.id }), `/supervision/why/contact/${call.id}/`),
  more: (call) => briefOf(call.for_contact || call.id, call.briefed),
};

// -- one's own call ---------------------------------------------------------------------------------------------------------

const yourCall = () => {
  const call = app?.desk.call;
  if (!call) return nothing;
  const asked = call.for_contact || call.id;
  const asker = call.is_consult ? store.desks.find((desk) => desk.contact === call.for_contact) : null;
  const offered = app.desk.me.state === "offered";
  if (app.briefFor !== asked) {
    app.briefFor = asked;
    briefs.delete(asked);
  }
  const who = call.is_consult ? fill(gettext("{name} asks you"), { name: asker ? store.name(asker.id) : gettext("A colleague") }) : offered ? gettext("A caller comes to you") : app.desk.me.state === "wrapping" ? gettext("After the call") : gettext("The caller is with you");
  const written = briefOf(asked, true);
  return html`<section class="card your-call" aria-labelledby="your-title"><div class="card-head"><h2 id="your-title">${who}</h2>${chip("accent", ICONS[app.desk.me.state], store.words.states[app.desk.me.state])}</div>
    ${written.length ? written : html`<p class="quiet">${gettext("Nothing was written for you. Ask for it in one sentence before the caller comes.")}</p>`}
    ${call.is_consult && !offered ? html`<p class="second">${gettext("The caller is on hold at your colleague's desk. If they hand over, the caller comes to you at once.")}</p>` : nothing}
    ${!call.is_consult && app.desk.me.state === "wrapping" ? finishThere() : !call.is_consult && !offered ? handOn(call) : nothing}</section>`;
};

/** The after-call work stands on the desk, with the guide and the case; from there it leads back here. */
const finishThere = () => html`<p class="row"><a class="button primary" href="/desk/?from=helpline">${icon("edit")}${gettext("Finish this contact on the desk")}</a></p>`;

/** On to a supervisor when the lead decides so: call them, tell them, hand over. */
const handOn = (call) => {
  const consult = call.consult;
  const other = supervisors.find((one) => one.id === consult?.agent);
  if (consult) {
    const name = other?.name ?? gettext("a colleague");
    return html`<h3>${consult.state === "talking" ? fill(gettext("Talking with {name}"), { name }) : fill(gettext("Calling {name}"), { name })}</h3>
      ${consult.state === "talking" && other ? html`<p class="row"><button type="button" class="button primary" ?disabled=${app.desk.busy.has("transfer-person")} @click=${() => app.desk.onCall("transfer-person", { other: other.id, kind: "supervisor", reason: "lead_discretion" })}>${icon("arrow_forward")}${gettext("Hand the caller over")}</button></p>` : nothing}${refusal()}`;
  }
  return html`<details class="fold" @toggle=${(event) => event.target.open && findSupervisors()}><summary>${gettext("Hand on to a supervisor")}</summary>
    <p class="second">${gettext("You decide. Call them first, say what it is about, then hand the caller over. Your caller is on hold meanwhile.")}</p>
    <ul class="lines">${supervisors.map((one) => html`<li><span class="initials" aria-hidden="true">${one.initials}</span><span class="grow"><strong>${one.name}</strong><span class="second">${store.words.states[one.state]}</span></span>
      <button type="button" class="button small secondary" ?disabled=${!one.reachable} @click=${() => app.desk.onCall("consult-person", { other: one.id })} aria-label=${fill(gettext("Call {name}"), { name: one.name })}>${icon("phone", "small")}${gettext("Call")}</button></li>`)}
      ${supervisors.length ? nothing : html`<li class="quiet">${gettext("No supervisor is signed in.")}</li>`}</ul>${refusal()}</details>`;
};

const refusal = () => (app.desk.refused && !app.desk.sheet ? html`<p class="notice error">${icon("error")}<span>${app.desk.refused.words}</span></p>` : nothing);

const findSupervisors = async () => {
  supervisors = await app.desk.find("", "supervisor");
  draw();
};

// -- who waits ----------------------------------------------------------------------------------------------------------------

const line = (kind, title, none) => {
  const ours = (call) => lines[call.queue] === kind;
  const calls = lists[kind].arrange(chosenWaiting(store, "", ours), document.getElementById(`line-${kind}`));
  return html`<section class="card" aria-labelledby="title-${kind}"><div class="card-head"><h2 id="title-${kind}">${title}</h2><span class="row">${lists[kind].button()}<b class="tabular">${calls.filter((call) => !call.gone).length}</b></span></div>
    <div id="line-${kind}">${calls.length ? waitingList(store, calls, does) : html`<p class="quiet none-line">${icon("check_circle")} ${none}</p>`}</div></section>`;
};

const onDuty = () => {
  const leads = store.desks.filter((desk) => desk.kind === "lead" && desk.state !== "signed_out").sort((one, other) => store.name(one.id).localeCompare(store.name(other.id)));
  return html`<section class="card" aria-labelledby="duty-title"><div class="card-head"><h2 id="duty-title">${gettext("On duty")}</h2><span class="second">${fill(gettext("{free} of {count} free"), { free: board.leads?.free ?? 0, count: board.leads?.on_duty ?? 0 })}</span></div>
    ${leads.length ? html`<ul class="lines">${leads.map((desk) => html`<li>${icon(ICONS[desk.state])}<span class="grow"><strong>${desk.id === store.me ? gettext("You") : store.name(desk.id)}</strong><span class="second">${store.words.states[desk.state]}</span></span><span class="tabular">${span(store.now() - desk.since)}</span></li>`)}</ul>`
      : html`<p class="quiet">${gettext("No lead is signed in.")}</p>`}</section>`;
};

const toDecide = () => html`<section class="card" aria-labelledby="decide-title"><div class="card-head"><h2 id="decide-title">${gettext("Callbacks for you to decide")}</h2>${first.to_decide.length ? chip("warn", "warning", String(first.to_decide.length)) : nothing}</div>
  ${first.to_decide.length ? html`<ul class="lines">${first.to_decide.map((one) => html`<li>${icon("lock")}<span class="grow"><a href="/cases/callbacks/${one.token}/"><strong>${fill(gettext("Due {time}"), { time: clock(one.due) })}</strong></a><span class="second">${one.worker ? fill(gettext("{name}'s shift does not meet it"), { name: one.worker }) : gettext("nobody is assigned")}</span></span></li>`)}</ul>`
    : html`<p class="quiet none-line">${icon("check_circle")} ${gettext("Every promise meets its worker's shift.")}</p>`}</section>`;

const OUTCOMES = { answered: gettext("answered"), taken_over: gettext("caller taken over"), left: gettext("they hung up"), closed: gettext("closed"), handed_on: gettext("handed on") };

const today = () => html`<section class="card" aria-labelledby="today-title"><div class="card-head"><h2 id="today-title">${gettext("Today")}</h2><span class="second">${ngettext("{count} contact", "{count} contacts", done.length)}</span></div>
  ${done.length ? html`<div class="table-frame"><table class="stacks"><caption class="unseen">${gettext("What the Helpline did today")}</caption><thead><tr><th scope="col">${gettext("At")}</th><th scope="col">${gettext("For")}</th><th scope="col" class="number">${gettext("Waited")}</th><th scope="col">${gettext("Lead")}</th><th scope="col">${gettext("Outcome")}</th></tr></thead>
    <tbody>${done.map((one) => html`<tr><th scope="row" class="tabular">${clock(one.answered || one.ended)}</th><td data-label=${gettext("For")}>${one.kind === "staff" ? gettext("staff question") : gettext("escalated caller")}</td><td class="number" data-label=${gettext("Waited")}>${span((one.answered || one.ended) - one.arrived)}</td><td data-label=${gettext("Lead")}>${one.lead || "–"}</td><td data-label=${gettext("Outcome")}>${one.outcome ? OUTCOMES[one.outcome] : gettext("under way")}</td></tr>`)}</tbody></table></div>`
    : html`<p class="quiet">${gettext("Nobody has called the Helpline yet.")}</p>`}</section>`;

const hoursLine = (kind, who) => {
  const open = board.hours?.[kind]?.closes_at > store.now();
  return html`<span class="hours-line ${open ? "" : "shut"}">${icon(open ? "check_circle" : "remove_circle")}${hours(board.hours?.[kind], store.now(), clock, who)}</span>`;
};

const draw = () => {
  if (document.hidden) return;
  app?.draw();
  render(html`<header class="page-head"><div><h1>${gettext("Helpline")}</h1>${first.unavailable ? html`<p>${first.unavailable}</p>` : nothing}</div><p class="row">${hoursLine("staff", gettext("Helpline for staff"))}${hoursLine("escalated", gettext("Escalated callers"))}</p></header>
    ${said ? html`<p class="notice warning" role="status">${icon("chat")}<span><strong>${said.by}:</strong> ${said.words}</span><button type="button" class="button small bare" @click=${() => { said = null; draw(); }}>${gettext("Close")}</button></p>` : nothing}
    <div class="columns help-columns"><div class="stack">${yourCall()}
      <div class="help-lines">${line("escalated", gettext("Escalated callers"), gettext("Nobody waits."))}${line("staff", gettext("Questions of staff"), gettext("No question waits."))}</div>${today()}</div>
      <div class="stack">${onDuty()}${toDecide()}</div></div>`, place);
};

const readToday = async () => {
  const found = await get("/helpline/today/");
  done = found.done ?? done;
  draw();
};

place.replaceChildren();
document.addEventListener("visibilitychange", draw);
store.start();
draw();
setInterval(draw, 1000);
readToday();
// What was done changes with one's own calls and with the line: read again when the line has changed, at most each minute.
setInterval(() => !document.hidden && readToday(), 60_000);
