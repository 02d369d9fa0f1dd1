// A list that does not jump: while somebody is in it, its order stands, what is new waits behind "3 new, show", and what
// has gone stays in its place, marked, until they leave.

import { html, nothing } from "lit";
import { ngettext } from "highroad/words.js";

export class HeldList {
  constructor(keyOf, changed) {
    this.keyOf = keyOf;
    this.changed = changed;
    this.shown = [];
    this.fresh = 0;
  }

  /** Somebody is in the list: the focus is there, or the pointer. */
  get held() {
    return Boolean(this.place?.matches(":focus-within, :hover"));
  }

  /** The items to draw, in the order in which they are to be drawn. */
  arrange(items, place) {
    this.place = place;
    if (!this.held || !this.shown.length) {
      this.shown = items;
      this.fresh = 0;
      return items;
    }
    const now = new Map(items.map((item) => [this.keyOf(item), item]));
    this.shown = this.shown.map((item) => now.get(this.keyOf(item)) ?? { ...item, gone: true });
    const known = new Set(this.shown.map(this.keyOf));
    this.fresh = items.filter((item) => !known.has(this.keyOf(item))).length;
    return this.shown;
  }

  show() {
    this.shown = [];
    this.changed();
  }

  button() {
    return this.fresh
      ? html`<button type="button" class="button small secondary" @click=${() => this.show()}>${ngettext("{count} new, show", "{count} new, show", this.fresh)}</button>`
      : nothing;
  }
}
