// The work list: what this caller will need, most valuable first, each with why it is there. One line is chosen; Space, D
// and X act on it while the list has the focus. Nothing re-sorts while somebody is in it.

import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ifDefined } from "lit/directives/if-defined.js";
import { shortcut } from "highroad/key_table.js";
import { fill, gettext, ngettext } from "highroad/words.js";
import { paneCap } from "./guide.js";
import { icon } from "./marks.js";

const STATES = { done: ["check_circle", gettext("Done")], deferred: ["schedule", gettext("Deferred")], "not-applicable": ["remove_circle", gettext("Not applicable")] };

export const workPane = (app) => {
  const items = app.items();
  const open = app.openItems().length;
  const counted = items.length ? (open ? ngettext("{count} thing this caller will need", "{count} things this caller will need, most valuable first", open) : gettext("everything is settled")) : "";
  return html`<header class="pane-head">${paneCap("3")}<h2>${gettext("Work list")}</h2><span class="second">${counted}</span>
      ${app.desk.card?.work_list ? html`<button type="button" class="button bare add-item" @click=${() => app.set({ adding: true }, "#new-item")}>${icon("add")}${gettext("Add")}</button>` : nothing}</header>
    ${app.adding ? addForm(app) : nothing}
    ${items.length ? html`<ul class="work" aria-label=${gettext("Work list")} aria-keyshortcuts=${ifDefined(shortcut("done") && `${shortcut("done")} ${shortcut("defer")} ${shortcut("not-applicable")}`)}
      @keydown=${app.onWorkKey}>${repeat(items, (item) => item.key, (item, index) => line(app, item, index))}</ul>`
      : html`<p class="pane-empty second">${app.desk.card?.work_list ? gettext("Nothing waits on this case. Add what you see.") : gettext("What is worth doing in this call appears here with the case.")}</p>`}`;
};

const line = (app, item, index) => {
  const chosen = (app.chosenItem ?? app.items()[0]?.key) === item.key;
  const [mark, word] = STATES[item.state] ?? [];
  const asking = app.asking?.key === item.key;
  return html`<li class="work-line ${chosen ? "chosen" : ""} ${item.state}" data-key=${item.key}>
    <button type="button" role="checkbox" class="tick" aria-checked=${item.state === "done" ? "true" : "false"} tabindex=${chosen ? 0 : -1}
      aria-label=${`${item.title}. ${item.why}`} @focus=${() => app.chooseItem(item.key)} @click=${() => settleOf(app, item)}>
      ${item.state === "done" ? icon("check") : item.state !== "open" ? icon(mark) : nothing}</button>
    <div class="work-words" @click=${() => app.chooseItem(item.key, true)}><strong>${item.title}</strong><span class="second">${item.state === "open" ? item.why : word}${item.reason ? `: ${item.reason}` : ""}</span></div>
    ${asking ? nothing : item.state !== "open" ? html`<button type="button" class="link" tabindex=${chosen ? 0 : -1} @click=${() => app.does.settle(item, "open")}>${gettext("Open again")}</button>`
      : chosen ? html`<span class="work-acts"><button type="button" class="button small secondary" @click=${() => settleOf(app, item)}>${item.signs ? gettext("Record it") : gettext("Done")}</button>
          <button type="button" class="button small bare" @click=${() => app.ask(item.key, "deferred")}>${gettext("Defer")}</button>
          <button type="button" class="button small bare" @click=${() => app.ask(item.key, "not-applicable")}>${gettext("Not applicable")}</button></span>`
        : html`<span class="second">${item.about_minutes ? fill(gettext("about {minutes} min"), { minutes: item.about_minutes }) : gettext("added")}</span>`}
    ${asking ? why(app, item) : nothing}</li>`;
};

/** Done with it, or open again. A signature is done by being recorded. */
export const settleOf = (app, item) => {
  if (item.signs && item.state !== "done") return app.sheet("signature");
  return app.does.settle(item, item.state === "done" ? "open" : "done");
};

const why = (app, item) => html`<form class="why-form" @submit=${(event) => { event.preventDefault(); app.does.settle(item, app.asking.state, event.target.reason.value); }}>
  <label for="why-${item.key}" class="second">${app.asking.state === "deferred" ? gettext("Why is it put off?") : gettext("Why does it not apply?")}</label>
  <input id="why-${item.key}" name="reason" maxlength="200" autocomplete="off" required>
  <button type="submit" class="button small primary">${gettext("Keep")}</button>
  <button type="button" class="button small bare" @click=${() => app.ask("", "")}>${gettext("Cancel")}</button></form>`;

const addForm = (app) => html`<form class="why-form add" @submit=${(event) => { event.preventDefault(); app.does.addItem(event.target.title_.value, event.target.why.value); }}>
  <label for="new-item" class="second">${gettext("What does this caller need?")}</label><input id="new-item" name="title_" maxlength="160" required autocomplete="off">
  <label for="new-item-why" class="second">${gettext("Why, in one line")}</label><input id="new-item-why" name="why" maxlength="200" autocomplete="off">
  <button type="submit" class="button small primary">${gettext("Add to the list")}</button>
  <button type="button" class="button small bare" @click=${() => app.set({ adding: false })}>${gettext("Cancel")}</button></form>`;
