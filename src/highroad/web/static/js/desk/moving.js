// Bringing somebody else in, or sending the caller on, as far as the practice permits: transfer, consult, the local
// agency, another consortium.

import { html, nothing } from "lit";
import { fill, gettext } from "highroad/words.js";
import { chip, icon } from "./marks.js";

const told = (app) => html`<div class="told-line">${app.desk.call?.told
  ? chip("good", "check_circle", gettext("The caller was told"))
  : html`<button type="button" class="button secondary" data-act="tell" @click=${() => app.does.tell()}>${icon("chat")}${gettext("I have told the caller")}</button>`}</div>`;

const transfer = (app) => {
  const { desk } = app;
  const rules = desk.words.transfers;
  const queueRule = rules.find((rule) => rule.kind === "queue" && rule.allowed);
  const never = rules.find((rule) => !rule.allowed);
  const words = queueRule?.say?.[desk.language];
  const target = desk.sheet.queue;
  return html`${words ? html`<p class="second">${gettext("Say first")}</p><p class="say" lang=${desk.language}>“${words.replace("{queue}", desk.words.queues[target] ?? gettext("the other queue"))}”</p>` : nothing}
    ${told(app)}
    ${queueRule ? html`<h3>${gettext("To a queue")}</h3><p class="second">${queueRule.title} <span class="meta">${fill(gettext("Rule {rule}"), { rule: queueRule.rule })}</span></p>
      <form class="move-form" @submit=${(event) => { event.preventDefault(); app.does.transferQueue(event.target.queue.value, event.target.reason.value); }}>
        <div class="field"><label for="to-queue">${gettext("Queue")}</label><select id="to-queue" name="queue" required @change=${(event) => app.inSheet({ queue: event.target.value })}>
          <option value="">${gettext("Choose")}</option>${queueRule.queues.filter((key) => key !== desk.call?.queue).map((key) => html`<option value=${key}>${desk.words.queues[key]}</option>`)}</select></div>
        ${reasons(app, queueRule, "queue-reason")}
        <button class="button primary" type="submit">${gettext("Transfer to the queue")}</button></form>` : nothing}
    <h3>${gettext("To a person")}</h3>${rules.filter((rule) => rule.kind !== "queue" && rule.allowed).map((rule) => html`<p class="second">${rule.title} <span class="meta">${fill(gettext("Rule {rule}"), { rule: rule.rule })}</span></p>`)}
    ${people(app, (person) => html`<form class="person-move" @submit=${(event) => { event.preventDefault(); app.does.transferPerson(person, event.target.reason.value); }}>
      ${reasonSelect(app, rules.find((rule) => rule.kind === kindFor(person)), `reason-${person.id}`)}
      <button class="button small secondary" type="submit" ?disabled=${!person.reachable && desk.call?.consult?.agent !== person.id}>${gettext("Transfer")}</button></form>`)}
    ${never ? html`<h3>${gettext("Never")}</h3><p class="second">${never.title} ${never.instead} <button type="button" class="link" @click=${() => app.sheet("consortium")}>${gettext("Give the number")}</button></p>` : nothing}`;
};

export const kindFor = (person) => (person.kind === "lead" || person.kind === "supervisor" ? person.kind : "person");

const reasonSelect = (app, rule, id) => (rule?.reasons.length ? html`<label class="unseen" for=${id}>${gettext("Reason")}</label><select id=${id} name="reason" required><option value="">${gettext("Reason")}</option>
  ${rule.reasons.map((key) => html`<option value=${key}>${app.desk.words.reasons[key] ?? key}</option>`)}</select>` : html`<input type="hidden" name="reason" value="">`);

const reasons = (app, rule, id) => html`<div class="field"><label for=${id}>${gettext("Reason")}</label><select id=${id} name="reason" required><option value="">${gettext("Choose")}</option>
  ${rule.reasons.map((key) => html`<option value=${key}>${app.desk.words.reasons[key] ?? key}</option>`)}</select></div>`;

const people = (app, act) => {
  const { desk } = app;
  const found = desk.sheet.people ?? [];
  return html`<div class="field"><label for="find-person">${gettext("Name")}</label><input id="find-person" autocomplete="off" @input=${(event) => app.findPeople(event.target.value)}></div>
    <ul class="on-duty">${found.map((person) => html`<li><span class="initials" aria-hidden="true">${person.initials}</span><span class="grow">${person.name}<span class="second">${desk.words.states[person.state]}${person.reachable ? "" : ` · ${gettext("cannot be reached now")}`}</span></span>${act(person)}</li>`)}</ul>
    ${desk.sheet.people && !found.length ? html`<p class="second">${gettext("Nobody of this name is signed in.")}</p>` : nothing}`;
};

const consult = (app) => html`<p>${gettext("Your caller is put on hold and hears nothing of what you say.")}</p>
  <h3>${gettext("The Helpline")}</h3>
  <button type="button" class="button primary" data-act="ask-helpline" @click=${() => app.does.askHelpline()}>${icon("support_agent")}${gettext("Ask the Helpline")}</button>
  <h3>${gettext("A colleague")}</h3>
  ${people(app, (person) => html`<button type="button" class="button small secondary" ?disabled=${!person.reachable} @click=${() => app.does.consultPerson(person.id)}>${icon("phone", "small")}${gettext("Call")}</button>`)}`;

const FACTS = {
  application: [["referral.requested", gettext("The caller asked for it")]],
  drug_screen: [["referral.agency_offers", gettext("Their agency does them")]],
  good_cause: [["referral.notarized", gettext("It is notarized already")]],
  verification_today: [["referral.fax_possible", gettext("They can fax it")], ["referral.upload_possible", gettext("They can upload it")]],
};

const referral = (app) => html`<p>${gettext("Only for these reasons. Anything else is helped with here.")}</p>
  <form class="move-form" @submit=${(event) => { event.preventDefault(); app.does.refer(event.target); }}>
    <ul class="choice-list">${Object.entries(app.desk.words.referrals).map(([key, title]) => html`<li><label class="choice-line"><input type="radio" name="reason" value=${key} required @change=${() => app.inSheet({ reason: key })}><span>${title}</span></label>
      ${app.desk.sheet.reason === key ? html`<div class="referral-facts">${(FACTS[key] ?? []).map(([name, words]) => html`<label class="need"><input type="checkbox" name=${name}><span>${words}</span></label>`)}
        ${key === "verification_today" ? html`<label class="need"><input type="checkbox" name="due_today"><span>${gettext("It is due today")}</span></label>` : nothing}</div>` : nothing}</li>`)}</ul>
    ${app.desk.sheet.done ? html`<p class="done-line">${chip("good", "check_circle", gettext("Noted"))} ${app.desk.sheet.done}</p>` : html`<button class="button primary" type="submit">${gettext("Send to the local agency")}</button>`}</form>`;

const consortium = (app) => {
  const { sheet, words } = app.desk;
  const wanted = (sheet.area ?? "").trim().toLowerCase();
  return html`<p>${gettext("Give the number; the call itself is never moved there. That you gave it is noted.")}</p>
    <div class="field"><label for="area">${gettext("County where the caller lives")}</label><input id="area" autocomplete="off" @input=${(event) => app.inSheet({ area: event.target.value, done: "" })}></div>
    <ul class="directory">${words.directory.map((office) => ({ office, here: office.areas.find((area) => wanted && area.toLowerCase().startsWith(wanted)) }))
      .sort((one, other) => Boolean(other.here) - Boolean(one.here))
      .map(({ office, here }) => html`<li class=${here ? "chosen" : nothing}><span class="grow"><strong>${office.title}</strong><span class="second">${office.areas.join(", ")}</span></span>
        <span class="phone-number tabular">${office.phone}</span>
        <button type="button" class="button small ${here ? "primary" : ""}" @click=${() => app.does.giveNumber(here ?? office.areas[0])}>${gettext("I gave this number")}</button></li>`)}</ul>
    ${sheet.done ? html`<p class="done-line">${chip("good", "check_circle", gettext("Noted"))} ${sheet.done}</p>` : nothing}`;
};

export const movingSheets = { transfer, consult, referral, consortium };
