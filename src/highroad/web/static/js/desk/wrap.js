// After the call: how it ended, which needs were met, which are foreseen. A required step that is open keeps the contact
// from being finished, and says which.

import { html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { live } from "lit/directives/live.js";
import { shortcut } from "highroad/key_table.js";
import { gettext } from "highroad/words.js";
import { icon, keyOf } from "./marks.js";
import { refusal } from "./guide.js";

export const wrapForm = (app) => {
  const { desk } = app;
  const { contact } = desk;
  const open = contact.guide.open;
  return html`<section class="wrap" aria-labelledby="wrap-title"><h3 id="wrap-title">${gettext("Finish this contact")}</h3>
    ${open.length ? html`<div class="still-open"><p>${icon("warning")} ${gettext("Still open:")} ${open.map((step) => step.title).join("; ")}.</p>
      <p class="row"><button type="button" class="button small" @click=${() => app.does.skipOpen("caller_gone")}>${gettext("The caller has gone: skip what is open")}</button>
      ${desk.me.kind === "lead" || contact.flags["caller.upset"] || contact.flags["caller.asks_worker"] ? html`<button type="button" class="button small" @click=${() => app.does.skipOpen("escalated")}>${gettext("Went to the lead")}</button>` : nothing}
      <button type="button" class="button small" @click=${() => app.does.skipOpen("transferred")}>${gettext("Was transferred")}</button></p></div>` : nothing}
    <div class="field"><label for="disposition">${gettext("How it ended")}</label>
      <select id="disposition" .value=${live(desk.drafts["wrap.disposition"] ?? "")} @change=${(event) => desk.type("wrap.disposition", event.target.value)}>
        <option value="" ?selected=${!desk.drafts["wrap.disposition"]}>${gettext("Choose")}</option>
        ${contact.dispositions.map((one) => html`<option value=${one.key} ?selected=${one.key === desk.drafts["wrap.disposition"]}>${one.title}</option>`)}</select></div>
    ${needs(app, "met", gettext("Needs met now"), Object.keys(desk.words.needs))}
    ${needs(app, "foreseen", gettext("Needs foreseen"), desk.words.foreseen)}
    ${refusal(app)}
    <div class="step-acts"><button type="button" class="button primary" data-act="wrap" aria-keyshortcuts=${ifDefined(open.length ? undefined : shortcut("record"))} ?disabled=${desk.busy.has("wrap")} @click=${() => app.does.wrap()}>${gettext("Finish")} ${open.length ? nothing : keyOf("record")}</button></div></section>`;
};

/** The codes chosen in a list of needs; kept as a draft like everything else. */
export const chosenNeeds = (desk, which) => (desk.drafts[`wrap.${which}`] ?? "").split(" ").filter(Boolean);

const needs = (app, which, title, keys) => {
  const chosen = new Set(chosenNeeds(app.desk, which));
  const toggle = (key) => {
    chosen.has(key) ? chosen.delete(key) : chosen.add(key);
    app.desk.type(`wrap.${which}`, [...chosen].join(" "));
  };
  return html`<fieldset class="field"><legend>${title}</legend><div class="needs">${keys.map((key) => html`<label class="need"><input type="checkbox" .checked=${live(chosen.has(key))} @change=${() => toggle(key)}><span>${app.desk.words.needs[key]}</span></label>`)}</div></fieldset>`;
};
