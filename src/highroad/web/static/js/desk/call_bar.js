// The call bar. Navy means that a person is waiting; without a call it is quiet. Always visible, never covered.

import { html, nothing } from "lit";
import { ifDefined } from "lit/directives/if-defined.js";
import { keysAreOn, shortcut } from "highroad/key_table.js";
import { fill, gettext, locale } from "highroad/words.js";
import { bar, icon, keycap, span } from "./marks.js";

const ICONS = {
  talking: "phone", holding: "hourglass_empty", consulting: "groups", offered: "notifications_active",
  wrapping: "edit", available: "check_circle", protected: "shield", break: "local_cafe", meal: "local_cafe",
  meeting: "people", training: "school", captain: "support_agent", away: "schedule", signed_out: "logout",
};

export const navy = (desk) => Boolean(desk.call);

export const callBar = (app) => {
  const { desk } = app;
  if (!desk.me) return html`<div class="bar-who"><p class="bar-name">${app.name}</p>
    <p class="bar-second">${desk.unavailable || gettext("You are not on this floor yet. An administrator adds you in the directory.")}</p></div>`;
  return html`<div class="bar-who">${who(app)}</div><div class="bar-time">${timer(app)}</div>
    <div class="bar-acts" role="group" aria-label=${gettext("The call")}>${acts(app)}</div>
    <div class="bar-own">${protectedTime(app)}</div>`;
};

const pill = (desk) => html`<span class="pill">${icon(ICONS[desk.me.state])}${desk.words.states[desk.me.state]}</span>`;

const who = (app) => {
  const { desk } = app;
  const { call } = desk;
  if (!call) return html`<p class="bar-name">${app.name} ${pill(desk)}</p><p class="bar-second">${idleWords(desk)}</p>`;
  const name = desk.contact?.speaker || gettext("Caller");
  const of = desk.card?.name && desk.card.name !== desk.contact?.speaker ? fill(gettext("for {name}"), { name: desk.card.name }) : "";
  const queue = call.is_consult ? gettext("a colleague asks you") : fill(gettext("{queue} queue"), { queue: desk.words.queues[call.queue] ?? call.queue });
  const speaks = call.language && call.language !== "en" && !desk.contact ? fill(gettext("speaks {language}"), { language: languageName(call.language) }) : "";
  const waited = call.waited_ms ? fill(gettext("waited {time}"), { time: span(call.waited_ms) }) : "";
  return html`<p class="bar-name">${call.is_consult ? gettext("Colleague") : name} ${pill(desk)}</p>
    <p class="bar-second">${[of, queue, speaks, waited].filter(Boolean).join(" · ")}${desk.me.state === "offered" ? nothing : html` ·
      <button class="link" type="button" @click=${() => app.sheet("why")}>${gettext("Why this call?")}</button>`}</p>`;
};

const languageName = (code) => new Intl.DisplayNames([locale], { type: "language" }).of(code);

const idleWords = (desk) => {
  if (desk.me.state === "signed_out") return gettext("Sign in at the start of your day; stay signed in, on the phones or off.");
  if (desk.me.state === "available") return gettext("The next call comes by itself.");
  if (desk.me.state === "away" && desk.me.reason === "connection_lost") return gettext("The line to this desk was lost. Go available when you are ready.");
  return gettext("No queue calls now. You can still be reached for a direct transfer, where the reason allows it.");
};

const timer = (app) => {
  const { desk } = app;
  const { me, call } = desk;
  const since = call && me.state !== "wrapping" ? call.answered || call.arrived : me.since;
  const passed = app.now() - since;
  const usual = call ? desk.words.usual_ms[call.queue] : 0;
  const held = me.state === "holding" || me.state === "consulting" ? app.now() - (call?.held_since || me.since) : 0;
  const limit = me.state === "wrapping" ? call?.wrap_limit_ms : 0;
  return html`<div class="timer" role="timer" aria-live="off">${span(passed, true)}</div>
    ${held ? html`<p class="bar-small ${held > call.hold_warn_ms ? "late" : ""}">${fill(gettext("on hold {time}"), { time: span(held) })}</p>`
      : limit ? html`${bar(passed, limit, gettext("After-call work"))}<p class="bar-small ${passed > limit ? "late" : ""}">${fill(gettext("usually done by {time}"), { time: span(limit, true) })}</p>`
        : usual && me.state === "talking" ? html`${bar(passed, usual, gettext("Time of this call"))}<p class="bar-small">${fill(gettext("usually ends by {time}"), { time: span(usual, true) })}</p>`
          : nothing}`;
};

const button = (app, key, name, icons, words, act, css = "") => html`<button type="button" class="bar-button ${css}" data-act=${name}
  aria-keyshortcuts=${ifDefined(key ? shortcut(key) : undefined)} ?disabled=${app.desk.busy.has(name)} @click=${act}>
  ${icon(icons)}<span>${words}${key && keysAreOn() ? html`<small aria-hidden="true">${app.capsOf(key)}</small>` : nothing}</span></button>`;

const acts = (app) => {
  const { desk } = app;
  const state = desk.me.state;
  if (state === "offered") return [
    button(app, "hold", "answer", "phone", gettext("Answer"), () => app.does.answer(), "answer"),
    button(app, "", "refuse", "close", gettext("Refuse"), () => app.sheet("refuse")),
  ];
  if (["talking", "holding", "consulting"].includes(state)) return onCall(app, state);
  if (state === "wrapping") return button(app, "record", "wrap", "check", gettext("Finish"), () => app.does.wrap(), "answer");
  return offCall(app, state);
};

const onCall = (app, state) => {
  const asked = app.desk.call.is_consult;
  return [
    state === "holding" ? button(app, "hold", "resume", "phone", gettext("Resume"), () => app.does.resume())
      : button(app, "hold", "hold", "hourglass_empty", gettext("Hold"), () => app.does.hold()),
    asked ? nothing : button(app, "transfer", "transfer", "arrow_forward", gettext("Transfer"), () => app.sheet("transfer")),
    asked ? nothing : state === "consulting"
      ? button(app, "consult", "end-consult", "groups", gettext("End consult"), () => app.does.endConsult())
      : button(app, "consult", "consult", "groups", gettext("Consult"), () => app.sheet("consult")),
    button(app, "end", "end", "close", asked ? gettext("Leave") : gettext("End call"), () => app.does.end(), "ending"),
  ];
};

const offCall = (app, state) => {
  if (state === "signed_out") return button(app, "", "move", "account_circle", gettext("Sign in for the day"), () => app.desk.move("away"), "answer");
  return [
    state === "available" ? nothing : button(app, "", "move", "check_circle", gettext("Go available"), () => app.desk.move("available"), "answer"),
    button(app, "", "off", "shield", gettext("Off the phones"), () => app.sheet("off")),
    button(app, "", "sign-out", "logout", gettext("Sign out"), () => app.desk.move("signed_out")),
  ];
};

const protectedTime = (app) => {
  const { me } = app.desk;
  const quota = me.protected_quota_ms;
  if (!quota) return html`<p class="bar-line"><strong>${icon("shield")} ${gettext("Protected time")}</strong></p><p class="bar-small">${gettext("Your group has no daily quota.")}</p>`;
  const running = me.protected_counts && me.state === "protected" ? app.now() - me.since : 0;
  // The used time in the topic is as of the last change; what runs now is added while it runs.
  const used = me.protected_used_ms + Math.max(0, running - (app.usedAsOf?.() ?? running));
  const left = Math.max(0, quota - used);
  const minutes = (ms) => Math.round(ms / 60000);
  return html`<p class="bar-line"><strong>${icon("shield")} ${gettext("Protected time")}</strong>
      <span>${html`<strong>${fill(gettext("{minutes} min left"), { minutes: minutes(left) })}</strong> ${fill(gettext("of {minutes}"), { minutes: minutes(quota) })}`}</span></p>
    ${bar(used, quota, gettext("Protected time used today"))}
    <p class="bar-small"><span>${fill(gettext("{minutes} min used today"), { minutes: minutes(used) })}</span>
    ${used > quota ? html`<span class="late">${fill(gettext("{minutes} min over, with a reason"), { minutes: minutes(used - quota) })}</span>`
      : me.planned ? html`<span>${fill(gettext("next: {state}"), { state: app.desk.words.states[me.planned] })}</span>` : nothing}</p>`;
};
