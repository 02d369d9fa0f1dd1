// The Helpline: for what it is open, who is on duty, and the ways on that the practice permits. The captain's pane comes
// to stand here.

import { html, nothing } from "lit";
import { fill, gettext } from "highroad/words.js";
import { paneCap } from "./guide.js";
import { briefField } from "./briefing.js";
import { chip, icon } from "./marks.js";

export const helplinePane = (app) => {
  const { desk } = app;
  const help = desk.helpline;
  const free = help?.leads.filter((lead) => lead.reachable).length ?? 0;
  return html`<header class="pane-head">${paneCap("5")}<h2>${gettext("Helpline")}</h2>
      ${free ? chip("bare good", "check_circle", fill(gettext("{count} free"), { count: free })) : chip("bare", "schedule", gettext("nobody free now"))}</header>
    <div class="pane-body">
    <p class="second">${gettext("For policy, system and case questions, and for callers who ask for a lead.")}</p>
    <ul class="open-hours">${(help?.open ?? []).map((one) => html`<li>${chip(`bare ${one.open ? "good" : ""}`, one.open ? "check_circle" : "remove_circle", one.open ? gettext("Open") : gettext("Closed"))}<span>${one.title}</span></li>`)}</ul>
    ${desk.guided && desk.me.state !== "wrapping" ? onCall(app) : nothing}
    ${desk.me && desk.words.statements.length && !desk.call?.is_consult && !["offered", "signed_out"].includes(desk.me.state)
    ? html`<button type="button" class="button wide" data-act="signature" @click=${() => app.sheet("signature")}>${icon("edit")}${gettext("Record a signature")}</button>` : nothing}
    <h3>${gettext("On duty")}</h3>
    ${help?.leads.length ? html`<ul class="on-duty">${help.leads.map((lead) => html`<li><span class="initials" aria-hidden="true">${lead.initials}</span><span class="grow">${lead.name}<span class="second">${desk.words.states[lead.state]}</span></span>
      ${canConsult(desk) ? html`<button type="button" class="button small" ?disabled=${!lead.reachable} @click=${() => app.does.consultPerson(lead.id)} aria-label=${fill(gettext("Call {name}"), { name: lead.name })}>${icon("phone", "small")}${gettext("Call")}</button>` : nothing}</li>`)}</ul>`
      : html`<p class="second">${gettext("No lead is signed in.")}</p>`}
    </div>`;
};

const canConsult = (desk) => desk.guided && ["talking", "holding"].includes(desk.me.state);

const onCall = (app) => {
  const { desk } = app;
  const consult = desk.call.consult;
  return html`${consult ? html`<div class="consult-card"><p><strong>${consult.state === "talking" ? fill(gettext("Talking with {name}"), { name: desk.people[consult.agent] ?? gettext("the Helpline") }) : gettext("Calling the Helpline")}</strong></p>
      <p class="second">${gettext("Your caller is on hold and hears nothing.")}</p></div>`
    : html`<button type="button" class="button secondary wide" data-act="ask-helpline" ?disabled=${!canConsult(desk)} @click=${() => app.does.askHelpline()}>${icon("support_agent")}${gettext("Ask the Helpline")}</button>`}
    ${desk.contact ? briefField(app) : nothing}
    ${desk.contact ? html`<h3>${gettext("When the caller")}</h3>
      <ul class="ways">${desk.contact.escalations.map((one) => html`<li><button type="button" class="way" @click=${() => app.does.escalate(one)}>${icon("flag")}<span>${one.title}
        ${one.open ? nothing : html`<span class="second">${one.closed}</span>`}</span></button></li>`)}
        <li><button type="button" class="way" @click=${() => app.sheet("referral")}>${icon("launch")}<span>${gettext("Needs the local agency")}</span></button></li>
        <li><button type="button" class="way" @click=${() => app.sheet("consortium")}>${icon("map")}<span>${gettext("Lives in another consortium")}</span></button></li>
        ${desk.card?.work_list ? html`<li><button type="button" class="way" @click=${() => app.sheet("correction")}>${icon("build")}<span>${gettext("Has an earlier error to correct")}</span></button></li>` : nothing}</ul>` : nothing}`;
};
