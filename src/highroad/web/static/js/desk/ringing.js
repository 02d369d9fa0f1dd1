// A call is offered: said at once to assistive technology, shown in the title, and, once the person has asked for it, a
// quiet sound and a notification of the system. No sound is made before somebody turned it on.

import { fill, gettext } from "highroad/words.js";

const SOUND = "highroad-sound";
const TITLE = document.title;
let context = null;
let again = 0;

export const soundIsOn = () => localStorage.getItem(SOUND) === "yes";

/** Turn the sound on or off. Browsers let a page make sound only after the person did something; this is it. */
export const turnSound = async (on) => {
  localStorage.setItem(SOUND, on ? "yes" : "no");
  if (!on) return;
  context ??= new AudioContext();
  await context.resume();
  tone();
  if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
};

const tone = () => {
  if (!soundIsOn()) return;
  context ??= new AudioContext();
  for (const [start, pitch] of [[0, 523], [0.25, 659]]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, context.currentTime + start);
    gain.gain.exponentialRampToValueAtTime(0.15, context.currentTime + start + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, context.currentTime + start + 0.35);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(context.currentTime + start);
    oscillator.stop(context.currentTime + start + 0.4);
  }
};

/** Begin or end ringing, as the desk's state says. Repeating it changes nothing. */
export const ring = (offered, queue) => {
  if (offered && !again) {
    const words = fill(gettext("A call for you from the {queue} queue. Answer with F2."), { queue });
    document.getElementById("said-at-once").textContent = words;
    document.title = `☎ ${gettext("Call for you")} · ${TITLE}`;
    tone();
    again = setInterval(tone, 3000);
    if (document.hidden && soundIsOn() && "Notification" in window && Notification.permission === "granted") {
      new Notification(gettext("Call for you"), { body: words, tag: "highroad-call" });
    }
  } else if (!offered && again) {
    clearInterval(again);
    again = 0;
    document.title = TITLE;
    document.getElementById("said-at-once").textContent = "";
  }
};
