// The side sheet of the floor's pages: one question at a time. Esc closes it, and the focus goes back to where it was.

import { html, nothing, render } from "lit";
import { gettext } from "highroad/words.js";
import { icon, keycap } from "highroad/desk/marks.js";
import { post } from "highroad/desk/sending.js";

export class Sheet {
  constructor(place) {
    this.place = place;
    this.now = null;
    place.addEventListener("close", () => {
      this.now = null;
      this.cameFrom?.isConnected && this.cameFrom.focus();
    });
  }

  /** `body` gives the sheet's content; it is asked again whenever the sheet is drawn. */
  open(title, second, body) {
    this.cameFrom = document.activeElement;
    this.now = { title, second, body, refused: "", busy: false };
    this.draw();
    if (!this.place.open) this.place.showModal();
    (this.place.querySelector("select, textarea, input") ?? this.place.querySelector("button"))?.focus();
  }

  close() {
    this.place.close();
  }

  /** Change what the sheet shows, if it is still the one that asked. */
  set(sheet, values) {
    if (this.now !== sheet) return;
    Object.assign(sheet, values);
    this.draw();
  }

  /** Send an act; a refusal is said in the sheet, and what was typed stays. `done` gives the words for what was done. */
  async send(path, body, done) {
    const sheet = this.now;
    if (sheet.busy) return;
    this.set(sheet, { busy: true, refused: "" });
    const answer = await post(path, body);
    if (answer.ok) {
      if (this.now === sheet) this.close();
      document.getElementById("said-politely").textContent = done;
      return;
    }
    const words = answer.refused?.words ?? answer.unavailable ?? gettext("The program does not answer. Nothing was changed; do it again in a moment.");
    this.set(sheet, { busy: false, refused: words });
    document.getElementById("said-at-once").textContent = words;
  }

  draw() {
    const { now } = this;
    if (!now) return;
    render(html`<header class="sheet-head"><div><h2 id="floor-sheet-title">${now.title}</h2>${now.second ? html`<p class="second">${now.second}</p>` : nothing}</div>
        <form method="dialog"><button class="button">${icon("close")}${gettext("Close")} ${keycap("Esc")}</button></form></header>
      <div class="sheet-body">${now.body(now)}
        ${now.refused ? html`<p class="notice error">${icon("error")}<span>${now.refused}</span></p>` : nothing}</div>`, this.place);
  }
}
