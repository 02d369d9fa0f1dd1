// Address and phone, as the caller says them. What is on file stays hidden until the caller has said it: the desk is told
// "matches" or "differs" and never what or where.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { gettext } from "highroad/words.js";
import { digitsToGo, draftKey, valueOf } from "./fields.js";
import { icon } from "./marks.js";

const PHONE_DIGITS = 10;
const kindOf = (field) => (field.kind === "phone" ? "phone" : field.kind === "address" ? "address" : field.key.replace(/_said$/, ""));

const resultOf = (app, field, value) => {
  const kind = kindOf(field);
  const compared = app.desk.compared[kind];
  if (field.kind === "phone" && digitsToGo(value, PHONE_DIGITS)) return html`<span class="second tabular">${digitsToGo(value, PHONE_DIGITS)}</span>`;
  const result = compared && compared.said === value ? compared.result : !compared && value ? app.desk.contact.checks[kind] : "";
  if (result === "matches") return html`<span class="checked good">${icon("check_circle")}${gettext("Matches the file")}</span>`;
  if (result === "differs") return html`<span class="checked warn">${icon("warning")}${gettext("Differs: ask once more")}</span>`;
  return html`<span class="second">${value ? gettext("Enter to compare") : nothing}</span>`;
};

export const verifyOf = (app, guide, step) => html`${step.fields.map((field) => said(app, guide, step, field))}
  <p class="hidden-note second">${icon("visibility_off")} ${gettext("What is on file stays hidden until the caller has said it.")}</p>
  ${outcomes(app, step)}`;

const said = (app, guide, step, field) => {
  const key = draftKey(guide, step, field.key);
  const value = valueOf(app, guide, step, field);
  const kind = kindOf(field);
  const compare = (event) => app.desk.compare(kind, event.target.value);
  const type = (event) => {
    app.desk.type(key, event.target.value);
    // A whole phone number is compared at once; an address when the caller has said it to the end.
    if (field.kind === "phone" && !digitsToGo(event.target.value, PHONE_DIGITS)) compare(event);
  };
  const enter = (event) => {
    if (event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault();
    compare(event);
    const inputs = [...event.target.form.querySelectorAll("input[name]")];
    inputs[inputs.indexOf(event.target) + 1]?.focus();
  };
  return html`<div class="field"><div class="field-head"><label for=${key}>${field.title}</label><span role="status">${resultOf(app, field, value)}</span></div>
    <input id=${key} name=${field.key} autocomplete="off" spellcheck="false" inputmode=${field.kind === "phone" ? "tel" : "text"} .value=${live(value)}
      @input=${type} @change=${(event) => field.kind !== "phone" && compare(event)} @keydown=${enter}></div>`;
};

const outcomes = (app, step) => {
  const { desk } = app;
  const checks = { ...desk.contact.checks, ...Object.fromEntries(Object.entries(desk.compared).map(([kind, one]) => [kind, one.result])) };
  const verified = step.fields.filter((field) => ["matches", "differs"].includes(checks[kindOf(field)]));
  const reached = desk.outcome ?? desk.contact.identity?.outcome ?? "";
  const may = Object.values(desk.compared).at(-1)?.may ?? desk.contact.identity?.may ?? [];
  const said = desk.contact.identity?.say?.[desk.language];
  // Half of an answer is none: an outcome is shown once everything asked for was compared.
  const untold = verified.length < step.fields.length;
  return html`<ul class="segments outcome" aria-label=${gettext("Outcome of the identity check")}>
      ${Object.entries(desk.words.outcomes).map(([key, title]) => html`<li aria-current=${!untold && key === reached ? "true" : nothing}>
        ${icon(!untold && key === reached ? "check_circle" : "radio_button_unchecked")}<span>${shortTitle(key, title)}</span></li>`)}</ul>
    <p class="outcome-may">${untold ? gettext("Until it is verified: general information only.") : nothing}
      ${!untold && may.length ? html`<span>${gettext("You may:")} ${may.join(" · ")}.</span>` : nothing}
      ${said && !untold ? html`<span class="second">“${said}”</span>` : nothing}</p>`;
};

const shortTitle = (key, title) => ({ verified: gettext("Verified"), partly: gettext("Partly"), failed: gettext("Failed") })[key] ?? title;
