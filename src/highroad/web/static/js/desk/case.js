// The case beside the guide: programs with their reviews, comments newest first, what waits. A covered case shows only
// that it is confidential and who is assigned.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext, ngettext } from "highroad/words.js";
import { paneCap } from "./guide.js";
import { chip, day, icon, moment } from "./marks.js";

const SOON_DAYS = 45;
const LANGUAGES = { es: gettext("Spanish at home"), hmn: gettext("Hmong at home") };

export const casePane = (app) => {
  const { contact, card } = app.desk;
  if (!contact?.case) return html`<header class="pane-head">${paneCap("2")}<h2>${gettext("Case")}</h2></header>
    <p class="pane-empty second">${contact ? gettext("No case is open. It comes up with the number the caller gives.") : gettext("The caller's case appears here once its number is known.")}</p>`;
  if (contact.covered || card?.covered) return covered(app);
  if (!card || card.fault) return html`<header class="pane-head">${paneCap("2")}<h2>${gettext("Case")}</h2></header>
    <p class="pane-empty second">${card?.fault ?? gettext("Opening the case.")}</p>`;
  return html`<header class="pane-head case-head"><div>${paneCap("2")}<h2 class="person">${card.name}</h2>
      <span class="second">${fill(gettext("Case {number}"), { number: card.number })}</span>${identityChip(app)}</div>
      <p class="second">${household(card)}</p>
      ${card.stale ? html`<p class="case-stale">${icon("warning")} ${card.stale.what}</p>` : nothing}</header>
    <div class="case-columns"><section aria-label=${gettext("Programs")}>${programs(app)}${pending(card)}</section>
      <section aria-label=${gettext("Case comments")}>${comments(app)}</section></div>`;
};

const covered = (app) => html`<header class="pane-head case-head"><div>${paneCap("2")}<h2 class="person">${gettext("Confidential case")}</h2>
    ${chip("warn", "lock", gettext("Confidential"))}</div>
    <p>${fill(gettext("Assigned to {name}. Nothing else is shown here. Ask for the callback in the guide; the assigned worker and the leads get it."), { name: app.desk.card?.assigned || gettext("nobody yet") })}</p></header>`;

const household = (card) => [
  fill(gettext("Household of {count}"), { count: card.household }),
  card.ssn ? `SSN ${card.ssn}` : "",
  LANGUAGES[card.language] ?? "",
].filter(Boolean).join(" · ");

const identityChip = (app) => {
  const outcome = app.desk.contact.identity?.outcome;
  const settled = app.desk.contact.guide.steps.some((step) => step.kind === "verify" && step.state === "done");
  if (!settled) return chip("warn", "timer", gettext("Identity in progress"));
  if (outcome === "verified") return chip("good", "verified", gettext("Identity verified"));
  if (outcome === "partly") return chip("warn", "help_outline", gettext("Partly verified"));
  return chip("stop", "highlight_off", gettext("Not verified"));
};

const STATUS = {
  open: ["good", "check_circle", gettext("Open")], pending: ["warn", "schedule", gettext("Pending")],
  closed: ["", "remove_circle", gettext("Closed")], denied: ["stop", "cancel", gettext("Denied")],
};

const programs = (app) => {
  const { card } = app.desk;
  const sync = card.sync_to && app.syncable();
  return html`<div class="sub-head"><h3>${gettext("Programs")}</h3>
      ${sync ? html`<button type="button" class="link" data-act="sync" @click=${() => app.does.sync()}>${gettext("Sync review dates")}</button>` : nothing}</div>
    <table class="programs"><thead><tr><th scope="col">${gettext("Program")}</th><th scope="col">${gettext("Status")}</th><th scope="col" class="end">${gettext("Review due")}</th><th scope="col"><span class="unseen">${gettext("How soon")}</span></th></tr></thead>
    <tbody>${card.programs.map(program)}</tbody></table>`;
};

const program = (one) => {
  const [css, mark, word] = STATUS[one.status] ?? ["", "help_outline", one.status];
  const soon = one.status === "open" && one.review_in_days !== null;
  return html`<tr><td>${one.name}</td><td>${chip(`bare ${css}`, mark, word)}</td>
    <td class="end tabular">${day(one.status === "closed" ? one.closed_on : one.review_due)}</td>
    <td class=${soon && one.review_in_days <= SOON_DAYS ? "soon" : "second"}>${soon ? inDays(one.review_in_days) : one.closed_for}</td></tr>`;
};

const inDays = (count) => (count === 0 ? gettext("today") : count > 0 ? ngettext("in {count} day", "in {count} days", count) : ngettext("{count} day ago", "{count} days ago", -count));

const pending = (card) => (card.pending.length ? html`<div class="sub-head"><h3>${gettext("Waiting on this case")}</h3></div>
  <ul class="pending">${card.pending.map((one) => html`<li><span>${one.title}</span><span class="second">${one.received ? day(one.received) : one.due ? fill(gettext("due {day}"), { day: day(one.due) }) : ""}</span></li>`)}</ul>` : nothing);

const comments = (app) => {
  const { card } = app.desk;
  return html`<div class="sub-head"><h3>${gettext("Case comments")}</h3><span class="meta">${fill(gettext("{count}, newest first"), { count: card.comment_count })}</span></div>
    ${app.commenting ? html`<form class="comment-form" @submit=${(event) => { event.preventDefault(); app.does.comment(); }}>
        <label class="unseen" for="new-comment">${gettext("New comment")}</label>
        <textarea id="new-comment" rows="3" .value=${live(app.desk.drafts.comment ?? "")} @input=${(event) => app.desk.type("comment", event.target.value)}></textarea>
        <div class="row"><button class="button small primary" type="submit">${gettext("Add comment")}</button>
        <button class="button small bare" type="button" @click=${() => app.set({ commenting: false })}>${gettext("Not now")}</button></div></form>`
      : html`<button type="button" class="link add-comment" @click=${() => app.set({ commenting: true }, "#new-comment")}>${gettext("Add a comment")}</button>`}
    <ol class="comments">${card.comments.map((one) => html`<li><p class="meta">${moment(one.at)} · ${one.author || gettext("system")}</p><p>${one.text}</p></li>`)}</ol>`;
};
