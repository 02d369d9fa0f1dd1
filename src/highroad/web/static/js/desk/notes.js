// Notes of this call, for the one who writes them; they go into the draft of the case comment.

import { html, nothing } from "lit";
import { live } from "lit/directives/live.js";
import { fill, gettext } from "highroad/words.js";
import { paneCap } from "./guide.js";
import { clockTime } from "./marks.js";

export const notesPane = (app) => {
  const { desk } = app;
  const at = desk.draftAt.notes;
  const waiting = desk.pending?.has("notes");
  const kept = waiting ? gettext("Keeping") : at ? fill(gettext("Draft kept {time}"), { time: clockTime(at) }) : at === 0 ? gettext("Not kept yet: the line is down. It is tried again.") : "";
  return html`<header class="pane-head">${paneCap("4")}<h2 id="notes-title">${gettext("Notes")}</h2><span class="second kept">${kept}</span></header>
    ${desk.guided ? html`<textarea id="notes" class="notes" aria-labelledby="notes-title" .value=${live(desk.drafts.notes ?? "")} @input=${(event) => desk.type("notes", event.target.value)} @blur=${() => desk.pending?.has("notes") && desk.keep("notes")}></textarea>`
      : html`<p class="pane-empty second">${gettext("Notes belong to a call. They are kept as you type.")}</p>`}`;
};
