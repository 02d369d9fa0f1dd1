// Small marks the desk's templates are made of: icons, key caps, chips, spans of time.

import { html, nothing, svg } from "lit";
import { caps, keysAreOn } from "highroad/key_table.js";
import { locale } from "highroad/words.js";

// The page around has icons of its own; they say where the sprite is.
const sprite = document.querySelector("svg.icon use").getAttribute("href").split("#")[0];

export const icon = (name, css = "") =>
  html`<svg class="icon ${css}" aria-hidden="true" focusable="false">${svg`<use href="${sprite}#${name}"></use>`}</svg>`;

export const keycap = (...written) =>
  html`<kbd class="keys">${written.map((cap) => html`<kbd>${cap}</kbd>`)}</kbd>`;

/** The caps of a key of the table; nothing while keys are turned off. */
export const keyOf = (name) => (keysAreOn() ? keycap(...caps(name)) : nothing);

export const chip = (state, name, words) => html`<span class="chip ${state}">${icon(name)}${words}</span>`;

/** m:ss, or h:mm:ss from an hour on. */
export const span = (ms, pad = false) => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = String(seconds % 60).padStart(2, "0");
  if (hours) return `${hours}:${String(minutes).padStart(2, "0")}:${rest}`;
  return `${pad ? String(minutes).padStart(2, "0") : minutes}:${rest}`;
};


/** 1 Dec 2026 */
export const day = (iso) => {
  if (!iso) return "";
  const [year, month, date] = iso.slice(0, 10).split("-").map(Number);
  const name = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" }).format(Date.UTC(year, month - 1, 1));
  return `${date} ${name} ${year}`;
};

/** 16 Nov 09:12 */
export const moment = (iso) => {
  const at = new Date(iso);
  const month = new Intl.DateTimeFormat(locale, { month: "short" }).format(at);
  return `${at.getDate()} ${month} ${clockTime(at.getTime(), false)}`;
};

/** 10:42:05, in the reader's own day. */
export const clockTime = (ms, seconds = true) =>
  new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", ...(seconds && { second: "2-digit" }) }).format(ms);

/** A bar of how much of a span has passed; drawn as SVG since the content policy allows no inline styles. */
export const bar = (value, largest, label, css = "") => {
  const share = largest > 0 ? Math.max(0, Math.min(1, value / largest)) * 100 : 0;
  return html`<svg class="meter ${css}" viewBox="0 0 100 8" preserveAspectRatio="none" role="meter" aria-label=${label}
    aria-valuemin="0" aria-valuemax=${Math.round(largest / 1000)} aria-valuenow=${Math.round(value / 1000)} focusable="false"
    >${svg`<rect class="meter-ground" width="100" height="8"></rect><rect class="meter-fill" width=${share} height="8"></rect>`}</svg>`;
};
