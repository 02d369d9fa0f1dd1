// What a page that leads the floor knows: desks, waiting contacts and overrides from the live line, names from the page.

import { Live } from "highroad/live.js";
import { showAge } from "highroad/age.js";
import { get } from "highroad/desk/sending.js";
import { gettext } from "highroad/words.js";

export class FloorStore {
  /** `first` is what the page brought along; `hear` is told of other topics' news; `changed` draws. */
  constructor(first, topics, changed, hear = () => {}) {
    this.words = first.words;
    this.people = first.people;
    this.may = first.may;
    this.me = first.me;
    this.values = first.floor?.values ?? {};
    this.changed = changed;
    this.live = new Live(["floor", ...topics], {
      snapshot: (topic, values) => {
        if (topic === "floor") this.values = values;
        else hear(Object.entries(values).map(([k, d]) => ({ t: topic, k, d })), true);
        this.changed();
      },
      news: (items) => {
        for (const { t, k, d } of items) if (t === "floor") d === null ? delete this.values[k] : (this.values[k] = d);
        hear(items.filter((item) => item.t !== "floor"), false);
        this.nameNewcomers();
        this.changed();
      },
      state: (live) => showAge(document.getElementById("live-age"), live),
    });
    if (first.floor) {
      this.live.at = first.floor.at;
      this.live.atSince = performance.now();
    }
  }

  start() {
    this.live.start();
  }

  now() {
    return this.live.now();
  }

  kind(name) {
    return Object.entries(this.values).filter(([key]) => key.startsWith(`${name}:`)).map(([, value]) => value);
  }

  get desks() {
    return this.kind("agent").filter((desk) => this.people[desk.id]);
  }

  get waiting() {
    return this.kind("contact");
  }

  get overrides() {
    return this.kind("override").sort((one, other) => other.at - one.at);
  }

  name(id) {
    return this.people[id]?.name ?? gettext("A colleague");
  }

  /** Somebody came onto the floor whose name this page does not know yet. */
  async nameNewcomers() {
    if (this.asking || this.kind("agent").every((desk) => this.people[desk.id])) return;
    this.asking = true;
    const found = await get("/supervision/people/");
    if (found.people) this.people = found.people;
    this.changed();
    // A person of whom nothing is known is asked about again with the next news, but not more often than this.
    setTimeout(() => (this.asking = false), 10_000);
  }
}
