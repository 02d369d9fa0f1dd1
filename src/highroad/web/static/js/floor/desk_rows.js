// The desks of the floor as rows: state, since when, on what, protected time. Nobody is ranked: the order is by name, or
// by state or time in it when the reader asks for that, never by a figure about a person.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fill, gettext } from "highroad/words.js";
import { bar, chip, icon, span } from "highroad/desk/marks.js";

export const ICONS = {
  talking: "phone", holding: "hourglass_empty", consulting: "groups", offered: "notifications_active", wrapping: "edit",
  available: "check_circle", protected: "shield", break: "local_cafe", meal: "local_cafe", meeting: "people",
  training: "school", captain: "support_agent", away: "schedule", signed_out: "logout",
};
const STATE_ORDER = Object.keys(ICONS);
const minutes = (ms) => Math.round(ms / 60_000);

export const ORDERS = {
  name: (store) => (one, other) => store.name(one.id).localeCompare(store.name(other.id)),
  state: (store) => (one, other) => STATE_ORDER.indexOf(one.state) - STATE_ORDER.indexOf(other.state) || ORDERS.name(store)(one, other),
  since: () => (one, other) => one.since - other.since,
};

/** The desks that the reader asked for. Whoever is signed out is shown only when asked for. */
export const chosenDesks = (store, wanted) => {
  const words = wanted.words.trim().toLocaleLowerCase();
  return store.desks
    .filter((desk) => (wanted.state ? desk.state === wanted.state : desk.state !== "signed_out"))
    .filter((desk) => !wanted.group || desk.group === wanted.group)
    .filter((desk) => !wanted.queue || desk.queue === wanted.queue)
    .filter((desk) => !words || store.name(desk.id).toLocaleLowerCase().includes(words))
    .sort((ORDERS[wanted.order] ?? ORDERS.name)(store));
};

export const deskTable = (store, desks, does) => html`<div class="table-frame"><table class="stacks floor-desks"><caption class="unseen">${gettext("Desks")}</caption>
  <thead><tr>${[gettext("Person"), gettext("State"), gettext("Since"), gettext("On"), gettext("Protected time today")].map((word) => html`<th scope="col">${word}</th>`)}<th scope="col"><span class="unseen">${gettext("Acts")}</span></th></tr></thead>
  <tbody>${repeat(desks, (desk) => desk.id, (desk) => row(store, desk, does))}</tbody></table></div>`;

const row = (store, desk, does) => {
  const name = store.name(desk.id);
  return html`<tr id="desk-${desk.id}" tabindex="-1" class=${desk.gone ? "gone" : nothing}><th scope="row"><span class="person-line"><span class="initials" aria-hidden="true">${store.people[desk.id]?.initials}</span><span>${name}<span class="second">${[store.words.groups[desk.group], store.people[desk.id]?.team].filter(Boolean).join(" · ")}</span></span></span></th>
    <td data-label=${gettext("State")}>${state(store, desk)}</td>
    <td class="tabular since" data-label=${gettext("Since")}>${span(store.now() - desk.since)}</td>
    <td data-label=${gettext("On")}>${on(store, desk)}</td>
    <td data-label=${gettext("Protected time today")}>${protectedTime(store, desk)}</td>
    <td class="row-acts">${store.may.explain ? html`<button type="button" class="button small bare" ?disabled=${desk.gone} @click=${() => does.why(desk)} aria-label=${fill(gettext("Why, the last call offered to {name}"), { name })}>${gettext("Why?")}</button>` : nothing}
      ${store.may.move_desk ? html`<button type="button" class="button small" ?disabled=${desk.gone} @click=${() => does.move(desk)} aria-label=${fill(gettext("Change the state of {name}"), { name })}>${gettext("Change")}</button>` : nothing}</td></tr>`;
};

const state = (store, desk) => {
  const off = desk.reason && store.words.off.find((one) => one.key === desk.reason);
  const title = store.words.states[desk.state];
  const more = off && off.title !== title ? off.title : REASONS[desk.reason]?.() ?? "";
  const marks = [
    desk.hold_warnings === 2 ? chip("stop", "warning", gettext("over the hold limit")) : nothing,
    desk.late ? chip("warn", "warning", gettext("overdue")) : nothing,
    !desk.connected && desk.state !== "signed_out" ? chip("stop", "warning", gettext("not connected")) : nothing,
  ];
  return html`<span class="desk-state">${icon(ICONS[desk.state])}<span>${title}${more ? html`<span class="second">${more}</span>` : nothing}
    ${desk.planned ? html`<span class="second">${fill(gettext("then: {state}"), { state: store.words.states[desk.planned] })}</span>` : nothing}</span>${marks}</span>`;
};

/** Why a desk is away, where the engine itself says so. These three are different things, and none is a fault by itself. */
const REASONS = {
  missed: () => gettext("an offer was missed"),
  refused: () => gettext("an offer was refused"),
  connection_lost: () => gettext("the connection was lost"),
};

const on = (store, desk) => {
  if (!desk.contact) return html`<span class="quiet">–</span>`;
  const held = desk.held_since ? html`<span class="second ${desk.hold_warnings ? "warn" : ""}">${fill(gettext("on hold {time}"), { time: span(store.now() - desk.held_since) })}</span>` : nothing;
  return html`${store.words.queues[desk.queue] ?? gettext("a direct call")}${held}`;
};

const protectedTime = (store, desk) => {
  if (!desk.protected_quota_ms) return html`<span class="quiet">–</span>`;
  const running = desk.protected_counts ? Math.max(0, store.now() - desk.protected_asof) : 0;
  const used = desk.protected_used_ms + running;
  const left = desk.protected_quota_ms - used;
  const words = left >= 0 ? fill(gettext("{left} min left of {quota}"), { left: minutes(left), quota: minutes(desk.protected_quota_ms) }) : fill(gettext("{over} min over {quota}"), { over: minutes(-left), quota: minutes(desk.protected_quota_ms) });
  return html`<span class="protected-cell"><span class=${left < 0 ? "warn" : ""}>${words}</span>${bar(used, desk.protected_quota_ms, gettext("Protected time used today"), left < 0 ? "over" : "")}</span>`;
};
