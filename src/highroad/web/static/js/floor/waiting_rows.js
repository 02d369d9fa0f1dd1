// Who waits: the oldest first, as the engine counts. Names of callers are not here; the number finds the contact.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { fill, gettext } from "highroad/words.js";
import { chip, icon, span } from "highroad/desk/marks.js";

export const chosenWaiting = (store, queue, isOurs = () => true) =>
  store.waiting.filter((call) => isOurs(call) && (!queue || call.queue === queue)).sort((one, other) => one.since - other.since || one.id - other.id);

export const waitingList = (store, calls, does) => html`<ul class="lines waiting-lines">${repeat(calls, (call) => call.id, (call) => line(store, call, does))}</ul>`;

const line = (store, call, does) => {
  const title = store.words.queues[call.queue] ?? gettext("Direct call");
  const second = [
    call.for_contact ? gettext("a colleague asks, their caller is on hold") : call.channel === "callback" ? gettext("a promised callback") : "",
    call.language ? store.words.languages[call.language] ?? call.language : "",
    call.ring ? fill(gettext("circle {ring}"), { ring: call.ring + 1 }) : "",
    call.offered_to ? fill(gettext("rings at {name}"), { name: store.name(call.offered_to) }) : call.offered_elsewhere ? gettext("rings at a colleague's") : "",
  ].filter(Boolean).join(" · ");
  const about = fill(gettext("contact {number}"), { number: call.id });
  return html`<li id="contact-${call.id}" tabindex="-1" class=${call.gone ? "gone" : nothing}><span class="wait-time tabular ${call.over_limit ? "stop" : ""}">${call.gone ? "–" : span(store.now() - (call.since || store.now()))}</span>
    <span class="grow"><strong>${title}</strong><span class="second">${call.gone ? gettext("does not wait any more") : second}</span>
      ${call.over_limit ? chip("stop", "timer", gettext("past its limit")) : nothing}${call.briefed ? chip("good", "check_circle", gettext("briefed")) : nothing}${does.more?.(call) ?? nothing}</span>
    <span class="row-acts">${store.may.explain ? html`<button type="button" class="button small bare" ?disabled=${call.gone} @click=${() => does.why(call)} aria-label=${fill(gettext("Why does {what} wait?"), { what: about })}>${gettext("Why?")}</button>` : nothing}
      ${store.may.move_contact && call.queue ? html`<button type="button" class="button small" ?disabled=${call.gone} @click=${() => does.move(call)} aria-label=${fill(gettext("Move {what}"), { what: about })}>${gettext("Move")}</button>` : nothing}</span></li>`;
};

export const nobodyWaits = () => html`<p class="quiet none-line">${icon("check_circle")} ${gettext("Nobody waits.")}</p>`;
