// "Why did I get this call?": the answer first, then who was considered, who was not and why, and what would have changed
// it. Worked out again from the journal; nothing is kept for it while callers wait.

import { html, nothing, svg } from "lit";
import { fill, gettext } from "highroad/words.js";
import { chip, icon, span } from "./marks.js";

export const whySheet = (app, sheet) => {
  const why = sheet.answer;
  if (!why) return html`<p class="second">${gettext("Working it out from the journal.")}</p>`;
  if (why.words) return html`<p>${why.words}</p>`;
  return html`<p class="why-answer">${why.headline[0]}</p>${why.headline.slice(1).map((line) => html`<p>${line}</p>`)}
    ${line(why)}
    <h3>${gettext("Considered")}</h3>
    <table class="considered"><thead><tr><th scope="col">${gettext("Person")}</th><th scope="col" class="end">${gettext("Free for")}</th><th scope="col">${gettext("Level")}</th><th scope="col">${gettext("Result")}</th></tr></thead>
      <tbody>${why.considered.map((one, place) => html`<tr class=${one.you ? "you" : nothing}><td>${one.who}</td><td class="end tabular">${span(one.free_ms)}</td><td>${one.levels}</td>
        <td>${one.chosen ? chip("bare good", "check_circle", gettext("Chosen")) : fill(gettext("number {place} in line"), { place: place + 1 })}</td></tr>`)}</tbody></table>
    ${why.left_out.length ? html`<h3>${gettext("Not considered, and why")}</h3><ul class="lines why-lines">${why.left_out.map((one) => html`<li>${icon("people")}<span>${one}</span></li>`)}</ul>` : nothing}
    ${why.changes.length ? html`<h3>${gettext("What would have changed it")}</h3><ul class="lines why-lines">${why.changes.map((one) => html`<li>${icon("arrow_forward")}<span>${one}</span></li>`)}</ul>` : nothing}
    <p class="sheet-note">${icon("history")} ${fill(gettext("Worked out again from the journal, entry {entry}."), { entry: why.entry })} ${why.named ? nothing : gettext("Leads see the names.")}</p>`;
};

const line = (why) => {
  const points = why.timeline;
  const last = Math.max(1, ...points.map((point) => point.since_ms));
  const offered = points.find((point) => point.code === "offered");
  const x = (point) => 1 + (point.since_ms / last) * 98;
  return html`<svg class="why-line" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">${svg`
      <line class="why-wait" x1="1" x2="99" y1="3" y2="3"></line>
      ${offered ? svg`<line class="why-rang" x1=${x(offered)} x2="99" y1="3" y2="3"></line>` : nothing}`}</svg>
    <ol class="why-points">${points.map((point) => html`<li class=${point.code}>${point.words}</li>`)}</ol>`;
};
