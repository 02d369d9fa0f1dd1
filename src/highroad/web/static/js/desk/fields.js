// What is recorded at a step, by the playbook's fields. What is typed is kept as a draft at once, but never an SSN.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext, ngettext } from "highroad/words.js";

const SSN_DIGITS = 9;
const LONG = /_text$/;
const FEW_CHOICES = 3;

/** The key under which a field's draft is kept. */
export const draftKey = (guide, step, field) => `${guide.guide}.${step.key}.${field}`;

/** What stands in a field now. */
export const valueOf = (app, guide, step, field) => app.desk.drafts[draftKey(guide, step, field.key)] ?? startOf(app, step, field) ?? "";

const startOf = (app, step, field) => {
  if (field.key === "comment_text") return app.desk.contact.comment;
  if (step.kind === "brief" && !field.value) return app.desk.drafts.brief || app.desk.contact.brief;
  if (field.key === "caller_name" && !field.value) return "";
  if (field.key === "identifier_given" && !field.value) return "case_number";
  return step.repeatable ? "" : field.value;
};

export const fieldsOf = (app, guide, step) => html`${step.fields.map((field) => oneField(app, guide, step, field))}
  ${step.kind === "identify" ? numberField(app, guide, step) : nothing}`;

const oneField = (app, guide, step, field) => {
  const key = draftKey(guide, step, field.key);
  const value = valueOf(app, guide, step, field);
  const type = (event) => app.desk.type(key, event.target.value);
  if (field.choices.length && field.choices.length <= FEW_CHOICES) return segments(app, field, key, value);
  return html`<div class="field"><label for=${key}>${field.title}${field.required ? nothing : html` <span class="optional">${gettext("(if said)")}</span>`}</label>
    ${field.choices.length ? html`<select id=${key} name=${field.key} .value=${live(value)} @change=${type}>
        <option value="" ?selected=${!value}>${gettext("Choose")}</option>
        ${field.choices.map((choice) => html`<option value=${choice.key} ?selected=${choice.key === value}>${choice.title}</option>`)}</select>`
      : LONG.test(field.key) ? html`<textarea id=${key} name=${field.key} rows="5" .value=${live(value)} @input=${type}></textarea>`
        : html`<input id=${key} name=${field.key} autocomplete="off" inputmode=${field.kind === "phone" ? "tel" : "text"} .value=${live(value)} @input=${type}>`}
    ${field.key === "callback_phone" ? html`<p class="help">${digitsToGo(value, 10)}</p>` : nothing}</div>`;
};

const segments = (app, field, key, value) => html`<fieldset class="field"><legend>${field.title}</legend>
  <div class="segments choice">${field.choices.map((choice) => html`<label><input type="radio" name=${key} value=${choice.key} .checked=${live(choice.key === value)}
    @change=${() => app.desk.type(key, choice.key)}><span>${choice.title}</span></label>`)}</div></fieldset>`;

/** How many digits are still to come; empty when they are all there. */
export const digitsToGo = (said, wanted) => {
  const there = said.replace(/\D/g, "").replace(/^1(?=\d{10})/, "").length;
  if (!said || there >= wanted) return "";
  return ngettext("{count} digit to go", "{count} digits to go", wanted - there);
};

const numberField = (app, guide, step) => {
  const given = step.fields.find((field) => field.key === "identifier_given");
  const by = given ? valueOf(app, guide, step, given) : "case_number";
  const isSsn = by === "ssn";
  const title = given?.choices.find((choice) => choice.key === by)?.title ?? gettext("Number");
  const key = draftKey(guide, step, "number");
  // An SSN lives in this field until it is sent, and nowhere else: no draft, no address, no log.
  const value = isSsn ? app.ssn : app.desk.drafts[key] ?? "";
  const type = (event) => (isSsn ? app.typeSsn(event.target.value) : app.desk.type(key, event.target.value));
  return html`<div class="field"><div class="field-head"><label for="given-number">${fill(gettext("{title}, as the caller says it"), { title })}</label>
      <span class="second tabular">${isSsn ? digitsToGo(value, SSN_DIGITS) : ""}</span></div>
    <input id="given-number" name="number" class="tabular" autocomplete="off" spellcheck="false" inputmode="numeric" data-focus .value=${live(value)} @input=${type}>
    ${isSsn ? html`<p class="help">${gettext("It is sent once, stored sealed, and shown by its last four digits only.")}</p>` : nothing}</div>`;
};

/** What the fields of a step hold, as they are sent. */
export const collect = (app, guide, step) => {
  const fields = {};
  for (const field of step.fields) {
    const value = valueOf(app, guide, step, field);
    if (value) fields[field.key] = value;
  }
  const number = fields.identifier_given === "ssn" ? app.ssn : app.desk.drafts[draftKey(guide, step, "number")] ?? "";
  return step.kind === "identify" ? { fields, number } : { fields };
};
