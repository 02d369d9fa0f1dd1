// The desk on the screen: draws what the store knows, keeps what belongs to the screen alone (which step is open, which
// line is chosen), and carries out keys and buttons alike.

import { html, nothing, render } from "lit";
import { Live } from "highroad/live.js";
import { showAge } from "highroad/age.js";
import { caps } from "highroad/key_table.js";
import { fill, gettext } from "highroad/words.js";
import { hearNotices } from "highroad/floor/notices.js";
import { acts } from "./acts.js";
import { callBar, navy } from "./call_bar.js";
import { casePane } from "./case.js";
import { guidePane } from "./guide.js";
import { helplinePane } from "./helpline.js";
import { listenToKeys, onWorkKey } from "./keys.js";
import { icon } from "./marks.js";
import { notesPane } from "./notes.js";
import { ring } from "./ringing.js";
import { sheetOf } from "./sheets.js";
import { Desk } from "./store.js";
import { workPane } from "./work_list.js";

export const PANES = ["guide", "case", "work", "notes", "help"];
const SETTLED_MS = 8000;
const FRESH_MS = 15 * 60_000;

export class App {
  constructor(first, demo) {
    this.desk = new Desk(first, () => this.draw());
    this.name = first.person.name;
    this.demo = demo;
    this.does = acts(this);
    this.ssn = "";
    this.says = {};
    this.from = new URLSearchParams(location.search).get("from") ?? "";
    this.messages = [];
    this.onWorkKey = onWorkKey(this);
    this.live = new Live(["desk", "notices"], {
      snapshot: (topic, values) => {
        if (topic === "desk" && values.me) this.desk.hear(values.me);
        // A message that was sent before the day's desk was opened is not news.
        if (topic === "notices") this.broadcasts(Object.entries(values).filter(([, one]) => this.live.now() - one.at < FRESH_MS).map(([k, d]) => ({ t: topic, k, d })));
      },
      news: (items) => {
        items.forEach((item) => item.t !== "notices" && this.hear(item));
        this.broadcasts(items);
      },
      hello: (again) => again && this.desk.reload(),
      state: (live) => showAge(document.getElementById("live-age"), live),
    });
  }

  start() {
    listenToKeys(this);
    this.live.at = this.desk.floorAt;
    this.live.atSince = performance.now();
    this.live.start();
    this.desk.reload();
    this.desk.readBriefs();
    setInterval(() => this.tick(), 1000);
    setInterval(() => !document.hidden && this.desk.lookAtHelpline(), 30_000);
    document.addEventListener("visibilitychange", () => !document.hidden && this.draw());
    addEventListener("pagehide", () => this.desk.keepAll());
    this.draw();
  }

  hear(item) {
    if (item.k === "me") this.desk.hear(item.d);
    if (item.k === "notice") this.notice(item.d);
    if (item.k === "brief") this.desk.readBriefs();
  }

  /** What a lead or supervisor says to everyone stays until it is closed. */
  broadcasts(items) {
    hearNotices(items, (message) => {
      this.messages = [...this.messages, message];
      document.getElementById("said-politely").textContent = `${message.by}: ${message.words}`;
      this.draw();
    });
  }

  notice({ what }) {
    const words = {
      offer_missed: gettext("You missed a call. It went on to the next colleague, and you are away until you say that you are available."),
      offer_cut_off: gettext("The line to this desk was lost while it rang. The call went on to the next colleague."),
      offer_withdrawn: gettext("It stopped ringing before you answered: the caller hung up, or the call went elsewhere. You stay available."),
      contact_ended: gettext("The caller hung up. What you typed is kept; finish the contact."),
      hold_warned: gettext("Your caller has been on hold for a while. Tell them that you are still there."),
      hold_overdue: gettext("Your caller has been on hold for too long; your supervisor was told."),
      wrap_overdue: gettext("After-call work takes longer than usual."),
      contact_taken_over: gettext("The caller is with you now."),
    }[what];
    if (!words) return;
    this.told = words;
    document.getElementById("said-politely").textContent = words;
    clearTimeout(this.tolds);
    this.tolds = setTimeout(() => this.set({ told: "" }), SETTLED_MS * 2);
    this.draw();
  }

  now() {
    return this.live.now();
  }

  /** Only the timers change from second to second; a hidden tab draws once when it is seen again. */
  tick() {
    if (!document.hidden) this.drawBar();
  }

  draw() {
    if (this.drawing || document.hidden) {
      // A call that comes while the tab is hidden still rings.
      this.sound();
      return;
    }
    this.drawing = true;
    queueMicrotask(() => {
      if (this.drawing) this.drawNow();
    });
  }

  /** Draw at once: what is focused next has to be there, and a fast hand types into it without waiting. */
  drawNow() {
    this.drawing = false;
    this.drawBar();
    render(this.panes(), document.getElementById("desk-panes"));
    render(sheetOf(this), document.getElementById("desk-sheet"));
    document.getElementById("desk-panes").inert = Boolean(this.desk.sheet);
    document.getElementById("desk-tabs").inert = Boolean(this.desk.sheet);
    this.sound();
  }

  focusOn(element) {
    this.drawNow();
    (typeof element === "function" ? element() : document.querySelector(element))?.focus();
  }

  sound() {
    ring(this.desk.me?.state === "offered", this.desk.words.queues[this.desk.call?.queue] ?? "");
  }

  drawBar() {
    const place = document.getElementById("call-bar");
    place.classList.toggle("quiet", !navy(this.desk));
    place.classList.toggle("ringing", this.desk.me?.state === "offered");
    render(callBar(this), place);
    render(this.tabs(), document.getElementById("desk-tabs"));
  }

  tabs() {
    const words = { guide: gettext("Guide"), case: gettext("Case"), work: gettext("Work"), notes: gettext("Notes"), help: gettext("Helpline") };
    const count = this.openItems().length;
    return PANES.map((pane) => html`<button type="button" role="tab" id="tab-${pane}" aria-controls="pane-${pane}" aria-selected=${this.desk.pane === pane ? "true" : "false"}
      @click=${() => this.goTo(pane)}>${words[pane]}${pane === "work" && count ? ` ${count}` : ""}</button>`);
  }

  panes() {
    const { desk } = this;
    const pane = (name, words, body) => html`<section class="pane pane-${name} ${desk.pane === name ? "shown" : ""}" id="pane-${name}" tabindex="-1" aria-label=${words}>${body}</section>`;
    return html`${desk.unavailable || this.told ? html`<p class="desk-told" role="status">${icon("info")}<span>${this.told || desk.unavailable}</span>
        <button type="button" class="button small bare" @click=${() => this.set({ told: "" })}>${gettext("Close")}</button></p>` : nothing}
      ${this.from === "helpline" ? html`<p class="desk-told from-helpline">${icon("support_agent")}<span>${gettext("Finish the contact here; you are back at the Helpline then.")}</span>
        <a class="button small" href="/helpline/">${gettext("Back to the Helpline")}</a></p>` : nothing}
      ${this.messages.map((one) => html`<p class="desk-told" role="status">${icon("chat")}<span><strong>${one.by}:</strong> ${one.words}</span>
        <button type="button" class="button small bare" @click=${() => this.set({ messages: this.messages.filter((other) => other !== one) })}>${gettext("Close")}</button></p>`)}
      ${pane("guide", gettext("Call guide"), guidePane(this))}
      <div class="middle">${pane("case", gettext("Case"), casePane(this))}${pane("work", gettext("Work list"), workPane(this))}${pane("notes", gettext("Notes"), notesPane(this))}</div>
      ${pane("help", gettext("Helpline"), helplinePane(this))}`;
  }

  // -- what belongs to the screen alone ------------------------------------------------------------------------------

  set(values, focus = "") {
    Object.assign(this, values);
    if (focus) this.focusOn(focus);
    else this.draw();
  }

  speak(language) {
    this.desk.language = language;
    this.draw();
  }

  goTo(pane) {
    this.desk.pane = pane;
    this.focusOn(() => {
      const place = document.getElementById(`pane-${pane}`);
      return place.querySelector("[data-focus]") ?? place.querySelector("input:not([type=hidden]), textarea, select, [role=checkbox][tabindex='0']") ?? place;
    });
  }

  chooseStep(key) {
    Object.assign(this, { chosenStep: key, skipping: "" });
    this.focusStep();
  }

  focusStep() {
    this.drawNow();
    const place = document.querySelector(".step-now");
    place?.scrollIntoView({ block: "nearest" });
    (place?.querySelector("[data-focus]") ?? place?.querySelector("input:not([type=hidden]), textarea, select") ?? place?.querySelector("[data-act=record]"))?.focus();
  }

  startSkip(key) {
    this.set({ skipping: key }, key ? ".skip-form button" : "[data-act=record]");
  }

  leaveHelping() {
    this.set({ helping: "", chosenStep: undefined });
  }

  guide() {
    const { contact } = this.desk;
    return (this.helping && contact.helping[this.helping]) || contact.guide;
  }

  currentStep() {
    const guide = this.guide();
    return guide.steps.find((step) => step.key === (this.chosenStep ?? guide.current)) ?? guide.steps.find((step) => step.key === guide.current);
  }

  items() {
    return this.desk.card?.work_list ?? [];
  }

  openItems() {
    return this.items().filter((item) => item.state === "open");
  }

  syncable() {
    const dates = new Set(this.desk.card.programs.filter((one) => one.status === "open").map((one) => one.review_due).filter(Boolean));
    return dates.size > 1;
  }

  chooseItem(key, focus = false) {
    if (this.chosenItem === key && !focus) return;
    this.chosenItem = key;
    if (focus) this.focusOn(`.work-line[data-key="${CSS.escape(key)}"] .tick`);
    else this.draw();
  }

  ask(key, state) {
    this.set({ asking: key ? { key, state } : null }, key ? ".why-form input" : ".work-line.chosen .tick");
  }

  typeSsn(value) {
    this.set({ ssn: value });
  }

  capsOf(key) {
    return caps(key).join(" ");
  }

  // -- the sheet -----------------------------------------------------------------------------------------------------

  async sheet(name) {
    this.cameFrom = this.cameFrom ?? document.activeElement;
    this.desk.refused = null;
    this.desk.sheet = { name };
    if (name === "why") {
      const queue = fill(gettext("{queue} queue"), { queue: this.desk.words.queues[this.desk.call.queue] ?? "" });
      this.desk.sheet.second = [this.desk.contact?.speaker, queue].filter(Boolean).join(" · ");
    }
    this.focusOn("[data-focus-first]");
    if (name === "why") this.inSheet({ answer: await this.desk.why() });
    if (name === "transfer" || name === "consult") this.findPeople("");
    if (name === "correction") this.inSheet({ workers: await this.desk.earlierWorkers() });
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
    const back = this.cameFrom;
    this.cameFrom = null;
    this.focusOn(() => (back?.isConnected ? back : document.getElementById("pane-guide")));
  }

  // -- the demo's caller ---------------------------------------------------------------------------------------------

  /** In the demo the simulated caller's answer to this step stands in text; anywhere else there is nothing. */
  callerSays(step) {
    if (!this.demo || !this.desk.call) return nothing;
    const key = `${this.desk.call.id}.${step.key}.${step.at}`;
    if (!(key in this.says)) {
      this.says[key] = null;
      fetch(`${this.demo}?contact=${this.desk.call.id}&step=${step.key}`).then((answer) => (answer.ok ? answer.json() : null)).then((said) => {
        this.says[key] = said;
        this.draw();
      }).catch(() => undefined);
    }
    const said = this.says[key];
    return said?.text ? html`<p class="caller-says">${icon("chat")}<span><strong>${gettext("Caller says")}</strong> “${said.text}”</span></p>` : nothing;
  }
}
