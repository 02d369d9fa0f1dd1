// The call guide: where the call stands, and the words to say now as the largest thing on the screen.

import { html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { repeat } from "lit/directives/repeat.js";
import { shortcut } from "highroad/key_table.js";
import { fill, gettext, ngettext } from "highroad/words.js";
import { briefShown } from "./briefing.js";
import { fieldsOf } from "./fields.js";
import { verifyOf } from "./verify.js";
import { icon, keyOf, keycap, span } from "./marks.js";
import { wrapForm } from "./wrap.js";

export const guidePane = (app) => {
  const { desk } = app;
  const { contact } = desk;
  if (!desk.guided || !contact) return html`<header class="pane-head">${paneCap("1")}<h2>${gettext("Call guide")}</h2></header>${empty(app)}`;
  const helping = app.helping && contact.helping[app.helping];
  const guide = helping || contact.guide;
  const current = guide.steps.find((step) => step.key === (app.chosenStep ?? guide.current)) ?? guide.steps.find((step) => step.key === guide.current);
  // After the call only what is still to be done takes room.
  const taken = guide.steps.filter((step) => step !== current && (step.state === "done" || step.state === "skipped"));
  const folded = desk.me.state === "wrapping" && !helping && !app.unfolded && taken.length > 0;
  return html`<header class="pane-head">${paneCap("1")}<h2>${guide.title}</h2>
      <span class="second">${current ? fill(gettext("step {number} of {count}"), { number: current.number, count: guide.steps.length }) : gettext("all steps taken")}</span>
      ${languages(app)}</header>
    ${helping ? html`<p class="helping">${icon("support_agent")}<span>${gettext("A short guide to the Helpline lead.")}</span>
      <button class="link" type="button" @click=${() => app.leaveHelping()}>${gettext("Back to the call guide")}</button></p>` : nothing}
    ${desk.briefs?.length ? html`<details class="pane-briefs" open><summary>${gettext("Written for you")}</summary>${briefShown(desk)}</details>` : nothing}
    ${folded ? html`<p class="steps-taken">${icon("check_circle")}<span>${fill(gettext("{count} steps taken"), { count: taken.length })}</span>
      <button class="link" type="button" @click=${() => app.set({ unfolded: true })}>${gettext("Show them")}</button></p>` : nothing}
    <ol class="steps">${guide.steps.filter((step) => !folded || !taken.includes(step)).map((step) => (step === current ? now(app, guide, step) : row(app, guide, step)))}</ol>
    ${desk.me.state === "wrapping" && !helping ? wrapForm(app) : nothing}`;
};

export const paneCap = (digit) => html`<span class="pane-cap" aria-hidden="true">${keyOf("pane") === nothing ? nothing : keycap(`Alt ${digit}`)}</span>`;

const empty = (app) => {
  const state = app.desk.me?.state;
  const written = briefShown(app.desk);
  const briefs = written.length ? html`<div class="pane-briefs">${written}</div>` : nothing;
  if (app.desk.call?.is_consult) return html`<p class="pane-empty say">${gettext("A colleague asks for your help. Their caller is on hold.")}</p>${briefs}`;
  if (state === "offered") return html`<p class="pane-empty say">${gettext("A caller is waiting for you.")}</p>${briefs}`;
  if (app.desk.call) return html`<p class="pane-empty second">${gettext("Loading the guide.")}</p>`;
  return html`<p class="pane-empty say">${state === "available" ? gettext("Ready for the next call.") : state === "signed_out" ? gettext("Good day.") : gettext("Off the phones.")}</p>
    <p class="pane-empty second">${gettext("The words to say appear here when a call comes.")}</p>`;
};

const languages = (app) => html`<div class="segments small" role="group" aria-label=${gettext("Language of the words to say")}>
  ${[["en", "English"], ["es", "Español"]].map(([code, word]) => html`<button type="button" lang=${code}
    aria-pressed=${app.desk.language === code ? "true" : "false"} @click=${() => app.speak(code)}>${word}</button>`)}</div>`;

const MARKS = { done: "check_circle", skipped: "remove_circle" };
const marked = (step) => (MARKS[step.state] ? html`<span class="step-mark ${step.state}">${icon(MARKS[step.state])}</span>`
  : html`<span class="step-mark ring">${step.number}</span>`);

const row = (app, guide, step) => {
  const done = step.state === "done" || step.state === "skipped";
  const again = !done || step.repeatable;
  const words = html`<span class="step-title">${step.title}</span><span class="step-note">${noteOf(app, step)}</span>`;
  return html`<li class="step ${step.state}">${marked(step)}${again
    ? html`<button type="button" class="step-open" @click=${() => app.chooseStep(step.key)}>${words}<span class="unseen">${stateWord(step)}</span></button>`
    : html`<span class="step-open">${words}<span class="unseen">${stateWord(step)}</span></span>`}</li>`;
};

const stateWord = (step) => ({ done: gettext("done"), skipped: gettext("skipped"), now: gettext("now") })[step.state] ?? "";

const noteOf = (app, step) => {
  if (step.state === "skipped") return !step.skipped || step.skipped === "not_needed" ? gettext("not needed") : step.skipped;
  if (step.state === "done") return step.mark || (step.kind === "say" && app.desk.call?.answered ? span(step.at - app.desk.call.answered) : "");
  if (step.after_call) return gettext("after the call");
  if (step.kind === "resolve" && app.desk.card?.work_list) return ngettext("{count} work item", "{count} work items", app.openItems().length);
  return step.required ? "" : gettext("if needed");
};

const now = (app, guide, step) => {
  const { desk } = app;
  const words = step.say?.[desk.language] || step.say?.en;
  const skipping = app.skipping === step.key;
  return html`<li class="step-now" aria-current="step">
    <div class="step-head"><span class="step-number">${step.number}</span><h3>${step.title}</h3>
      <span class="second">${step.required ? gettext("Required") : gettext("If needed")}</span></div>
    ${words ? html`<p class="say" lang=${desk.language}>${desk.language === "es" ? `«${words}»` : `“${words}”`}</p>` : nothing}
    ${step.note ? html`<p class="step-hint second">${step.note}</p>` : nothing}
    ${app.callerSays(step)}
    ${step.refused ? html`<p class="step-refused">${icon("lock")}<span>${step.refused.words} <span class="meta">${fill(gettext("Rule {rule}"), { rule: step.refused.rule })}</span></span></p>` : nothing}
    ${repeat([`${guide.guide}.${step.key}.${step.at}`], (key) => key, () => html`<form class="step-fields" autocomplete="off" @submit=${(event) => { event.preventDefault(); app.does.record(); }}>
      ${step.kind === "verify" ? verifyOf(app, guide, step) : fieldsOf(app, guide, step)}
      <button type="submit" class="unseen" tabindex="-1" aria-hidden="true"></button></form>`)}
    ${refusal(app)}
    ${skipping ? skip(app, guide, step) : html`<div class="step-acts">
      <button type="button" class="button primary" data-act="record" ?disabled=${desk.busy.has("record") || Boolean(step.refused)} aria-keyshortcuts=${ifDefined(shortcut("record"))}
        @click=${() => app.does.record()}>${recordWord(step)} ${keyOf("record")}</button>
      ${step.skip.length ? html`<button type="button" class="link" @click=${() => app.startSkip(step.key)}>${gettext("Skip with a reason")}</button>`
        : step.required ? nothing : html`<button type="button" class="link" @click=${() => app.does.skip("not_needed")}>${gettext("Not needed")}</button>`}</div>`}
  </li>`;
};

const recordWord = (step) => ({
  hold: gettext("Put on hold and go on"), call: gettext("Call the Helpline"), transfer: gettext("Transfer to the lead"),
})[step.kind] ?? gettext("Record and go on");

export const refusal = (app) => (app.desk.refused
  ? html`<p class="step-refused told">${icon("error")}<span>${app.desk.refused.words}${app.desk.refused.rule ? html` <span class="meta">${fill(gettext("Rule {rule}"), { rule: app.desk.refused.rule })}</span>` : nothing}</span></p>`
  : nothing);

const skip = (app, guide, step) => html`<div class="skip-form" role="group" aria-label=${gettext("Why is this step skipped?")}>
  <p class="second">${gettext("Why is this step skipped?")}</p>
  <div class="row">${step.skip.map((reason) => html`<button type="button" class="button small" @click=${() => app.does.skip(reason.key)}>${reason.title}</button>`)}
  <button type="button" class="button small bare" @click=${() => app.startSkip("")}>${gettext("Do not skip")}</button></div></div>`;
