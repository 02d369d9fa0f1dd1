// Starts the desk from what the page brought along.

import { keysAreOn, turnKeys } from "highroad/key_table.js";
import { gettext } from "highroad/words.js";
import { App } from "./app.js";
import { soundIsOn, turnSound } from "./ringing.js";

const data = document.getElementById("desk-data");
document.getElementById("desk-plain")?.remove();

const app = new App(JSON.parse(document.getElementById("desk-first").textContent), data.dataset.demo);
window.highroadDesk = app; // for the browser console of whoever looks into a fault
app.start();

const toggle = (id, isOn, turn, on, off) => {
  const button = document.getElementById(id);
  const show = () => {
    button.setAttribute("aria-pressed", isOn() ? "true" : "false");
    button.textContent = isOn() ? on : off;
  };
  button.addEventListener("click", async () => {
    await turn(!isOn());
    show();
    app.draw();
  });
  show();
};

toggle("turn-keys", keysAreOn, turnKeys, gettext("Keys on"), gettext("Keys off"));
toggle("turn-sound", soundIsOn, turnSound, gettext("Sound on"), gettext("Sound off"));
