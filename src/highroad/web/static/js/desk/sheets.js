// The side sheet. It begins under the call bar, so that hold, transfer and end stay usable; Esc closes it and the focus
// goes back to where it was. Each sheet is one question.

import { html, nothing } from "lit";
import { fill, gettext } from "highroad/words.js";
import { icon, keycap } from "./marks.js";
import { whySheet } from "./why.js";
import { correction } from "./correcting.js";
import { movingSheets } from "./moving.js";
import { signature } from "./signing.js";

const TITLES = {
  why: gettext("Why did I get this call?"),
  transfer: gettext("Transfer"),
  consult: gettext("Consult"),
  off: gettext("Off the phones"),
  refuse: gettext("Refuse this call"),
  referral: gettext("To the local agency"),
  consortium: gettext("Another consortium"),
  correction: gettext("Correct an earlier error"),
  signature: gettext("Telephonic signature"),
};

export const sheetOf = (app) => {
  const { sheet } = app.desk;
  if (!sheet) return nothing;
  const body = { why: whySheet, off, refuse, signature, correction, ...movingSheets }[sheet.name];
  return html`<div class="sheet-shade" @click=${() => app.closeSheet()}></div>
    <div class="desk-sheet" role="dialog" aria-labelledby="desk-sheet-title">
      <header class="sheet-head"><div><h2 id="desk-sheet-title">${TITLES[sheet.name]}</h2>${sheet.second ? html`<p class="second">${sheet.second}</p>` : nothing}</div>
        <button type="button" class="button" data-focus-first @click=${() => app.closeSheet()}>${icon("close")}${gettext("Close")} ${keycap("Esc")}</button></header>
      <div class="sheet-body">${body(app, sheet)}
        ${app.desk.refused ? html`<p class="step-refused told">${icon("error")}<span>${app.desk.refused.words}</span></p>` : nothing}</div>
    </div>`;
};

const off = (app) => {
  const { desk } = app;
  const left = desk.me.protected_quota_ms - desk.me.protected_used_ms;
  const over = desk.sheet.over || (desk.refused?.code === "quota_used" && desk.sheet.reason);
  return html`<p>${gettext("No queue calls come while you are off the phones. Where the reason says so, a direct transfer still rings.")}</p>
    ${desk.call ? html`<p class="second">${gettext("It begins when this contact is wrapped.")}</p>` : nothing}
    <ul class="choice-list">${desk.words.off.map((one) => html`<li><button type="button" class="choice-line" ?disabled=${desk.busy.has("move")} @click=${() => app.does.off(one)}>
      ${icon({ protected: "shield", training: "school", captain: "support_agent", meeting: "people", away: "schedule" }[one.state] ?? "local_cafe")}<span>${one.title}</span>
      ${one.key === "protected" ? html`<span class="second">${fill(gettext("{minutes} min left"), { minutes: Math.max(0, Math.round(left / 60000)) })}</span>` : nothing}</button></li>`)}</ul>
    ${over ? html`<form class="over-form" @submit=${(event) => { event.preventDefault(); app.does.off(desk.sheet.chosen, event.target.why.value); }}>
      <label for="over-why">${gettext("Reason for more protected time; your supervisor sees it")}</label>
      <select id="over-why" name="why" required><option value="">${gettext("Choose")}</option>
        ${Object.entries(desk.words.more_reasons).map(([key, words]) => html`<option value=${key}>${words}</option>`)}</select>
      <button class="button primary" type="submit">${gettext("Take more")}</button></form>` : nothing}`;
};

const refuse = (app) => html`<p>${gettext("The caller goes on to the next colleague. You are away afterwards, until you say that you are available.")}</p>
  <ul class="choice-list">${Object.entries(app.desk.words.refuse_reasons).map(([key, words]) => html`<li>
    <button type="button" class="choice-line" @click=${() => app.does.refuse(key)}><span>${words}</span></button></li>`)}</ul>`;
