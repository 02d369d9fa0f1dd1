// The keys of the desk. Their names and what is drawn come from one table; this file says what each name does here.

import { keysAreOn, pressed } from "highroad/key_table.js";
import { PANES } from "./app.js";
import { settleOf } from "./work_list.js";

const takesLetters = (element) => element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

const hold = (app) => ({ offered: app.does.answer, talking: app.does.hold, holding: app.does.resume })[app.desk.me?.state]?.();
const onCall = (app) => ["talking", "holding", "consulting"].includes(app.desk.me?.state);

const DOES = {
  hold: (app) => hold(app),
  transfer: (app) => onCall(app) && !app.desk.call.is_consult && app.sheet("transfer"),
  consult: (app) => (app.desk.me?.state === "consulting" ? app.does.endConsult() : onCall(app) && !app.desk.call.is_consult && app.sheet("consult")),
  end: (app) => onCall(app) && app.does.end(),
  record: (app) => {
    if (app.desk.sheet || !app.desk.contact) return;
    const open = app.currentStep();
    if (app.desk.me.state === "wrapping" && !open) app.does.wrap();
    else app.does.record();
  },
};

const DIGIT = /^Digit([1-5])$/;

export const listenToKeys = (app) => {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Escape" && app.desk.sheet) {
      event.preventDefault();
      app.closeSheet();
      return;
    }
    if (!keysAreOn()) return;
    // By the key's place and not its sign: with Alt some keyboards give another sign.
    const digit = event.altKey && !event.ctrlKey && !event.shiftKey && DIGIT.exec(event.code);
    if (digit) {
      event.preventDefault();
      app.closeSheet();
      app.goTo(PANES[Number(digit[1]) - 1]);
      return;
    }
    const name = pressed(event);
    if (DOES[name]) {
      event.preventDefault();
      if (!event.repeat) DOES[name](app);
    }
  });
};

/** Letters act only while the work list has the focus, and never inside a field. */
export const onWorkKey = (app) => (event) => {
  if (takesLetters(event.target) || !keysAreOn()) return;
  const items = app.items();
  const place = items.findIndex((item) => item.key === (app.chosenItem ?? items[0]?.key));
  const item = items[place];
  if (!item) return;
  const name = pressed(event);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const key = event.key.toLowerCase();
  if (step) app.chooseItem(items[Math.max(0, Math.min(items.length - 1, place + step))].key, true);
  else if (name === "done" || event.key === " ") settleOf(app, item);
  else if (name === "defer" || key === "d") app.ask(item.key, "deferred");
  else if (name === "not-applicable" || key === "x") app.ask(item.key, "not-applicable");
  else return;
  event.preventDefault();
  event.stopPropagation();
};
