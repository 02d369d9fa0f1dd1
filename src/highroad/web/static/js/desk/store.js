// What the desk knows, and what it can do. The live topic is the truth about the call; the contact (guide, case, drafts)
// is read when the call changes and after every act. Whoever draws is told by `changed`.

import { readBriefs } from "./briefing.js";
import { get, newId, post } from "./sending.js";
import { gettext } from "highroad/words.js";

const DRAFT_MS = 500;

export class Desk {
  constructor(first, changed) {
    this.words = first.words;
    this.person = first.person;
    this.me = first.state?.me ?? null;
    this.helpline = first.helpline ?? null;
    this.unavailable = first.unavailable ?? "";
    this.floorAt = first.state?.at ?? Date.now();
    this.changed = changed;
    this.contact = null;
    this.card = null;
    this.people = {};
    this.said = "";
    this.language = "";
    this.sheet = null;
    this.pane = "guide";
    this.drafts = {};
    this.draftAt = {};
    this.busy = new Set();
    this.refused = null;
    this.compared = {};
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`highroad-desk-${first.person.id}`) : null;
    this.channel?.addEventListener("message", () => this.reload());
  }

  get call() {
    return this.me?.call ?? null;
  }

  /** Whether this call has a guide here: it is one's own, and not advice to a colleague. */
  get guided() {
    return Boolean(this.call && !this.call.is_consult && this.me.state !== "offered");
  }

  /** News of the live line: one's own desk. */
  hear(me) {
    const before = this.call?.id;
    const was = this.me?.state;
    this.me = me;
    if (this.call?.id !== before || was === "offered") {
      if (this.call?.id !== before) this.forget();
      this.readBriefs();
      this.reload();
    }
    this.changed();
  }

  readBriefs() {
    return readBriefs(this, get);
  }

  forget() {
    this.briefs = [];
    this.contact = null;
    this.card = null;
    this.drafts = {};
    this.draftAt = {};
    this.compared = {};
    this.refused = null;
    this.language = this.call?.language === "es" ? "es" : "en";
    this.pane = "guide";
  }

  /** Read the contact anew, and the case with it. */
  async reload() {
    if (!this.guided) return;
    this.language ||= this.call.language === "es" ? "es" : "en";
    const number = this.call.id;
    const found = await get(`/desk/contact/${number}/`);
    if (found.contact === this.call?.id) this.take(found);
  }

  take(contact) {
    this.contact = contact;
    this.people = { ...this.people, ...contact.names };
    for (const [key, kept] of Object.entries(contact.drafts)) {
      // What is being typed here is newer than what was kept a moment ago.
      if (!this.pending?.has(key)) this.drafts[key] = kept.text;
      this.draftAt[key] = kept.at;
    }
    if (contact.case) this.openCase(contact.case);
    this.changed();
  }

  async openCase(token) {
    const found = await get(`/api/cases/${token}?contact=${this.call?.id ?? ""}`);
    if (found && this.contact?.case === token) {
      this.card = found.refused || "unavailable" in found ? { fault: found.refused?.words ?? gettext("The case cannot be read now. Go on with the call; what you type is kept.") } : found;
      this.changed();
    }
  }

  /** Do something once; what keeps it from being done is shown in words and given back. */
  async act(name, path, body) {
    if (this.busy.has(name)) return { busy: true };
    this.busy.add(name);
    this.changed();
    // One after the other, in the order in which they were asked for: a later act may stand on an earlier one.
    const before = this.last;
    const sent = Promise.resolve(before).then(() => post(path, body, newId()));
    this.last = sent.catch(() => undefined);
    const answer = await sent;
    this.busy.delete(name);
    this.refused = answer.refused ?? ("unavailable" in answer ? { words: answer.unavailable ?? this.lost() } : null);
    if (this.refused) document.getElementById("said-at-once").textContent = this.refused.words;
    this.changed();
    return answer;
  }

  lost() {
    return gettext("The desk cannot reach the program. The caller stays on your phone and what you type is kept. Do it again in a moment; nothing is done twice.");
  }

  /** One of the engine's acts about the call on this desk. */
  async onCall(name, more = {}) {
    if (!this.call) return {};
    return this.act(name, `/desk/do/${name}/`, { contact: this.call.id, ...more });
  }

  move(state, reason = "", why = "") {
    return this.act("move", "/desk/do/move/", { state, reason, why });
  }

  /** An act about the guide; its answer is the contact as it is then. */
  async onGuide(name, body) {
    const answer = await this.act(name, `/desk/${name}/`, { contact: this.call.id, ...body });
    if (answer.contact) {
      this.take(answer);
      this.channel?.postMessage("changed");
    }
    return answer;
  }

  /** An act about the case. */
  async onCase(name, path, body) {
    const answer = await this.act(name, `/api/cases/${path}`, { contact: String(this.call?.id ?? ""), ...body });
    if (!answer.refused && !("unavailable" in answer)) {
      await this.reload();
      this.channel?.postMessage("changed");
    }
    return answer;
  }

  /** What is typed is kept at once here, and a moment later on the server. */
  type(key, text) {
    if (!this.call) return;
    this.drafts[key] = text;
    this.pending ??= new Map();
    clearTimeout(this.pending.get(key));
    this.pending.set(key, setTimeout(() => this.keep(key), DRAFT_MS));
    this.changed();
  }

  async keep(key, leaving = false) {
    const contact = this.call?.id;
    const text = this.drafts[key] ?? "";
    clearTimeout(this.pending?.get(key));
    if (!contact) return;
    const answer = await post("/desk/draft/", { contact, key, text }, newId(), leaving);
    if (this.drafts[key] === text) this.pending?.delete(key);
    this.draftAt[key] = answer.ok ? answer.at : 0;
    if (answer.refused) this.refused = answer.refused;
    this.changed();
  }

  /** The page is about to go: what was typed in the last half second goes with it. */
  keepAll() {
    for (const key of this.pending?.keys() ?? []) this.keep(key, true);
  }

  /** Compare what the caller says with the file, which stays hidden. */
  async compare(kind, said) {
    if (!said.trim() || this.compared[kind]?.said === said) return;
    const answer = await this.act(`said-${kind}`, "/desk/said/", { contact: this.call.id, kind, said });
    if (answer.result) {
      this.compared[kind] = { said, ...answer };
      this.outcome = answer.outcome;
      this.changed();
    }
  }

  async why() {
    const answer = await get(`/desk/why/${this.call.id}/`);
    return answer.headline ? answer : { words: answer.refused?.words ?? this.lost() };
  }

  async find(written, kind = "") {
    const answer = await get(`/desk/people/?q=${encodeURIComponent(written)}&kind=${kind}`);
    return answer.people ?? [];
  }

  async earlierWorkers() {
    const answer = await get(`/desk/workers/${this.call.id}/`);
    return answer.workers ?? [];
  }

  async lookAtHelpline() {
    const answer = await get("/desk/helpline/");
    if (answer.leads) this.helpline = answer;
    this.changed();
  }
}
