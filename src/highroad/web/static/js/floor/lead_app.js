// A lead's own desk on the Helpline page: the call bar, its keys and its sheets are the desk's own. What needs the guide
// (the case, finishing the contact) is done on the desk, one press away.

import { render } from "lit";
import { caps } from "highroad/key_table.js";
import { acts } from "highroad/desk/acts.js";
import { callBar, navy } from "highroad/desk/call_bar.js";
import { listenToKeys } from "highroad/desk/keys.js";
import { ring } from "highroad/desk/ringing.js";
import { sheetOf } from "highroad/desk/sheets.js";
import { Desk } from "highroad/desk/store.js";

export class LeadApp {
  constructor(first, now, changed) {
    this.desk = new Desk(first, () => {
      this.draw();
      changed();
    });
    this.name = first.person.name;
    this.now = now;
    this.does = { ...acts(this), record: () => {}, wrap: () => location.assign("/desk/?from=helpline") };
    listenToKeys(this);
  }

  hear(items) {
    for (const { t, k, d } of items) {
      if (t !== "desk") continue;
      if (k === "me") this.desk.hear(d);
      if (k === "brief") this.wrote?.();
    }
  }

  draw() {
    const place = document.getElementById("call-bar");
    place.classList.toggle("quiet", !navy(this.desk));
    place.classList.toggle("ringing", this.desk.me?.state === "offered");
    render(callBar(this), place);
    render(sheetOf(this), document.getElementById("desk-sheet"));
    ring(this.desk.me?.state === "offered", this.desk.words.queues[this.desk.call?.queue] ?? "");
  }

  capsOf(key) {
    return caps(key).join(" ");
  }

  async sheet(name) {
    this.cameFrom ??= document.activeElement;
    this.desk.refused = null;
    this.desk.sheet = { name };
    this.draw();
    setTimeout(() => document.querySelector("[data-focus-first]")?.focus(), 0);
    if (name === "why") this.inSheet({ answer: await this.desk.why() });
    if (name === "transfer" || name === "consult") this.findPeople("");
  }

  inSheet(values) {
    if (!this.desk.sheet) return;
    Object.assign(this.desk.sheet, values);
    this.draw();
  }

  async findPeople(written) {
    this.inSheet({ people: await this.desk.find(written) });
  }

  closeSheet() {
    if (!this.desk.sheet) return;
    this.desk.sheet = null;
    this.desk.refused = null;
    this.draw();
    this.cameFrom?.isConnected && this.cameFrom.focus();
    this.cameFrom = null;
  }

  // The desk's guide is not on this page.
  goTo() {}

  set() {}

  guide() {
    return { steps: [] };
  }

  currentStep() {
    return null;
  }
}
