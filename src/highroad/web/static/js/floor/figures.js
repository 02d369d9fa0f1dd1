// The board's figures, worked out from the counts the floor sends. The formulas are those of the reports, by name; a figure
// without a denominator is no figure and is shown as a dash.

import { locale } from "highroad/words.js";

const TWO_HOURS_MS = 2 * 3600 * 1000;

/** A share by formula `a` or `b`; null when nothing was answered or abandoned yet. */
export const serviceLevel = (counts, formula) => {
  const ended = formula === "a" ? counts.answered : counts.answered + counts.abandoned;
  const good = counts.answered_in_target + (formula === "a" ? 0 : counts.abandoned_in_target);
  return ended ? good / ended : null;
};

export const abandonment = (counts) =>
  counts.answered + counts.abandoned ? counts.abandoned / (counts.answered + counts.abandoned) : null;

/** The quarters of the last two hours as `{at, share}` by the chosen formula. */
export const lastTwoHours = (counts, formula, now) =>
  (counts.series ?? [])
    .map((point) => ({ at: point.at, share: formula === "a" ? point.share_a : point.share }))
    .filter((point) => point.share !== null && point.share !== undefined && point.at > now - TWO_HOURS_MS);

const SUMMED = ["waiting", "offered", "answered", "abandoned", "answered_in_target", "abandoned_in_target"];

/** Several queues as one line: sums of counts, never means of shares. The target is that of the largest queue. */
export const together = (rows) => {
  const sum = Object.fromEntries(SUMMED.map((name) => [name, rows.reduce((all, row) => all + (row[name] ?? 0), 0)]));
  const since = rows.map((row) => row.oldest_since).filter(Boolean);
  const largest = [...rows].sort((one, other) => (other.offered ?? 0) - (one.offered ?? 0))[0];
  return {
    ...sum,
    oldest_since: since.length ? Math.min(...since) : null,
    wait_warn_ms: Math.min(...rows.map((row) => row.wait_warn_ms ?? Infinity)),
    target_share: largest?.target_share ?? 0.8,
    series: null,
  };
};

/** 84.1 %, in the reader's way of writing numbers. */
const ONE_PLACE = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const WHOLE = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
export const percent = (share, whole = false) =>
  share === null || share === undefined ? "–" : `${(whole ? WHOLE : ONE_PLACE).format(share * 100)} %`;
