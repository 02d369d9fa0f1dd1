// Stepping in, each with a reason: a colleague's desk, a waiting contact, a word to everyone. And why something was
// decided, which is the step before stepping in.

import { html } from "lit";
import { fill, gettext } from "highroad/words.js";
import { get } from "highroad/desk/sending.js";
import { whySheet } from "highroad/desk/why.js";

const WORDS_MAX = 280;

const choice = (id, label, options) => html`<div class="field"><label for=${id}>${label}</label><select id=${id} name=${id} required>
  <option value="">${gettext("Choose")}</option>${options.map(([key, words]) => html`<option value=${key}>${words}</option>`)}</select></div>`;

const submit = (act) => (event) => {
  event.preventDefault();
  act(new FormData(event.target));
};

/** Change a colleague's state: it holds at once, or after the contact that is on the desk. */
export const moveDesk = (sheet, store, desk) => {
  const name = store.name(desk.id);
  const states = [["available:", store.words.states.available], ...store.words.off.map((off) => [`${off.state}:${off.key}`, off.title]), ["signed_out:", store.words.states.signed_out]];
  sheet.open(gettext("Change the state"), name, (now) => html`
    <p>${desk.contact ? gettext("There is a contact at this desk: the change holds when it is wrapped.") : gettext("It holds at once, and the person sees it with your reason.")}</p>
    ${desk.protected_counts ? html`<p class="notice warning"><span>${gettext("This is their protected time. Taking them off it is listed as an override.")}</span></p>` : ""}
    <form class="act-form" @submit=${submit((form) => {
      const [state, reason] = form.get("act-state").split(":");
      sheet.send("/supervision/move-desk/", { agent: desk.id, state, reason, why: form.get("act-why") }, fill(gettext("Done: {name}."), { name }));
    })}>${choice("act-state", gettext("To"), states)}${choice("act-why", gettext("Why"), Object.entries(store.words.why_desk))}
      <button class="button primary" type="submit" ?disabled=${now.busy}>${gettext("Change the state")}</button></form>`);
};

/** Move a waiting contact to another queue; it keeps its age. */
export const moveContact = (sheet, store, call) => {
  const queues = Object.entries(store.words.queues).filter(([key]) => key !== call.queue);
  sheet.open(gettext("Move to another queue"), fill(gettext("Contact {number}, now in {queue}"), { number: call.id, queue: store.words.queues[call.queue] ?? call.queue }), (now) => html`
    <p>${gettext("It keeps the time it has waited. The caller hears nothing of it.")}</p>
    <form class="act-form" @submit=${submit((form) => sheet.send("/supervision/move-contact/", { contact: call.id, queue: form.get("act-queue"), why: form.get("act-why") }, fill(gettext("Contact {number} was moved."), { number: call.id })))}>
      ${choice("act-queue", gettext("Queue"), queues)}${choice("act-why", gettext("Why"), Object.entries(store.words.why_contact))}
      <button class="button primary" type="submit" ?disabled=${now.busy}>${gettext("Move it")}</button></form>`);
};

/** A message to everyone on the floor. */
export const broadcast = (sheet) => sheet.open(gettext("Message to everyone"), gettext("Everyone signed in on this floor sees it"), (now) => html`
  <form class="act-form" @submit=${submit((form) => sheet.send("/supervision/broadcast/", { words: form.get("act-words") }, gettext("Your message was sent.")))}>
    <div class="field"><label for="act-words">${gettext("What everyone should know")}</label><textarea id="act-words" name="act-words" rows="4" maxlength=${WORDS_MAX} required></textarea>
      <p class="help">${gettext("No names and no case numbers. It is kept with your name.")}</p></div>
    <button class="button primary" type="submit" ?disabled=${now.busy}>${gettext("Send to everyone")}</button></form>`);

/** Why a contact waits or went where it went, or the last decision about a person. */
export const why = async (sheet, title, second, path) => {
  sheet.open(title, second, (now) => whySheet(null, { answer: now.answer }));
  const asked = sheet.now;
  const answer = await get(path);
  sheet.set(asked, { answer: answer.headline ? answer : { words: answer.refused?.words ?? answer.unavailable ?? gettext("The program does not answer. Try it again in a moment.") } });
};
