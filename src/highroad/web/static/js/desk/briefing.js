// The brief: a few words for the lead, written by whoever has the caller and read by the lead before they answer.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext } from "highroad/words.js";
import { clockTime, icon } from "./marks.js";

const LENGTH_MAX = 600;

/** Where the brief is written: one field, kept as a draft until it is handed to the lead. */
export const briefField = (app) => {
  const { desk } = app;
  const kept = desk.contact?.brief;
  const words = desk.drafts.brief ?? "";
  return html`<div class="field brief-field"><label for="brief">${gettext("Brief for the lead")}</label>
    <textarea id="brief" rows="3" maxlength=${LENGTH_MAX} .value=${live(words)} placeholder=${kept ? "" : gettext("What the caller needs, what was said, what was tried")} @input=${(event) => desk.type("brief", event.target.value)}></textarea>
    ${words.trim() && desk.call?.consult ? html`<button type="button" class="button small secondary" data-act="brief" ?disabled=${desk.busy.has("brief")} @click=${() => app.does.tellLead()}>${gettext("Show it to the lead")}</button>`
      : html`<p class="help">${words.trim() ? gettext("The lead reads it while your call rings there.") : gettext("Two sentences are enough.")}</p>`}
    ${kept ? html`<p class="brief">${kept}<span class="second">${icon("check_circle", "small")} ${gettext("The lead can read this.")}</span></p>` : nothing}</div>`;
};

/** What was written for whoever looks: only a lead is shown any of it. */
export const briefShown = (desk) => (desk.briefs ?? []).map((one) => html`<p class="brief">${one.words}<span class="second">${fill(gettext("{name}, {time}"), { name: one.by, time: clockTime(one.at, false) })}</span></p>`);

/** Read the briefs of the contact on a lead's desk. */
export const readBriefs = async (desk, get) => {
  const asked = desk.call && (desk.call.for_contact || desk.call.id);
  if (!asked || desk.me.kind !== "lead") {
    desk.briefs = [];
    return;
  }
  const found = await get(`/helpline/brief/${asked}/`);
  if (asked !== (desk.call?.for_contact || desk.call?.id)) return;
  desk.briefs = found.briefs ?? desk.briefs ?? [];
  desk.changed();
};
