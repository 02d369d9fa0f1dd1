// Says how old the data on a page is: "Live, 1 s ago", or "Paused, data 42 s old". Stale figures are never shown as fresh.

import { fill, gettext } from "highroad/words.js";

/** Write the age of a live line's data into the frame's bar, and mark the page when it is stale. */
export const showAge = (place, live) => {
  if (!place) return;
  const words = live.fresh
    ? fill(gettext("Live, {seconds} s ago"), { seconds: live.age })
    : live.heardAt
      ? fill(gettext("Paused, data {seconds} s old"), { seconds: live.age })
      : gettext("Connecting");
  const text = place.querySelector("[data-age]");
  if (text.textContent !== words) text.textContent = words;
  place.classList.toggle("stale", !live.fresh);
  document.documentElement.classList.toggle("stale", Boolean(live.heardAt) && !live.fresh);
};
