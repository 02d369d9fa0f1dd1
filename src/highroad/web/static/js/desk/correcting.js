// An earlier error on the case: what was wrong, how it is right from now on, and whose work it was, so that their
// supervisor hears of it in private. Who that is stands in the case; nobody else is shown any of it.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext } from "highroad/words.js";
import { chip, moment } from "./marks.js";

const UNKNOWN = "unknown";

export const correction = (app, sheet) => {
  const { done } = sheet;
  if (done) return html`<p class="done-line">${chip("good", "check_circle", gettext("Kept"))} ${done.told
    ? fill(gettext("The supervisor of {name} was told in private. Nobody else can read it but you."), { name: done.name })
    : gettext("Nobody was told: no supervisor is known for this work. You find it under your corrections.")}</p>`;
  return html`<p>${gettext("Correct the case from now on. What you write goes to the supervisor of whoever worked on it then, and to nobody else. Say what was wrong, and nothing about the person.")}</p>
    <form class="move-form" autocomplete="off" @submit=${(event) => { event.preventDefault(); app.does.correct(event.target); }}>
      ${area(app, "wrong", gettext("What was wrong"))}${area(app, "how", gettext("How it is right from now on"))}
      ${whose(app, sheet)}
      <button class="button primary" type="submit" ?disabled=${app.desk.busy.has("correct")}>${unknown(app) ? gettext("Keep") : gettext("Keep, and tell the supervisor")}</button></form>`;
};

const unknown = (app) => app.desk.drafts["correction.worker"] === UNKNOWN;

const area = (app, key, words) => html`<div class="field"><label for="correction-${key}">${words}</label>
  <textarea id="correction-${key}" name=${key} rows="3" required .value=${live(app.desk.drafts[`correction.${key}`] ?? "")} @input=${(event) => app.desk.type(`correction.${key}`, event.target.value)}></textarea></div>`;

const whose = (app, sheet) => {
  const chosen = app.desk.drafts["correction.worker"] ?? "";
  const choose = (event) => app.desk.type("correction.worker", event.target.value);
  const choice = (value, name, second) => html`<li><label class="choice-line"><input type="radio" name="worker" value=${value} required .checked=${live(chosen === value)} @change=${choose}>
    <span>${name}</span><span class="second">${second}</span></label></li>`;
  return html`<fieldset class="field"><legend>${gettext("Whose work was it?")}</legend>
    ${sheet.workers ? html`<ul class="choice-list">${sheet.workers.map((one) => choice(one.token, one.name, about(one)))}
      ${choice(UNKNOWN, gettext("Cannot be seen from the case"), gettext("then no supervisor is told"))}</ul>` : html`<p class="second">${gettext("Reading who worked on this case.")}</p>`}
    ${sheet.workers && !sheet.workers.length ? html`<p class="second">${gettext("No colleague's comment stands on this case.")}</p>` : nothing}</fieldset>`;
};

const about = (one) => [one.assigned ? gettext("assigned to this case") : "", one.at ? fill(gettext("last wrote on it {when}"), { when: moment(one.at) }) : ""].filter(Boolean).join(" · ");

/** The form as it is sent. */
export const correctionBody = (form) => ({
  what_was_wrong: form.wrong.value,
  corrected_how: form.how.value,
  previous_worker: form.worker.value === UNKNOWN ? "" : form.worker.value,
});
