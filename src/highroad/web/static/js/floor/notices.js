// What a lead or supervisor says to everyone on the floor. The live line carries a token; the words are read once, and
// only by someone who is signed in. Any page that listens to the topic `notices` may use this.

import { get } from "highroad/desk/sending.js";

const told = new Set();

/** Read the words of each message among these news and hand them to `show` as `{message, words, by, at}`. */
export const hearNotices = async (items, show) => {
  for (const { t, d } of items) {
    if (t !== "notices" || !d || told.has(d.message)) continue;
    told.add(d.message);
    const found = await get(`/notices/${d.message}/`);
    if (found.words) show(found);
  }
};
