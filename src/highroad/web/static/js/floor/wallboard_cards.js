// The three cards of the wallboard: callbacks that were promised, escalated callers, the Helpline for staff.

import { html, nothing } from "lit";
import { fill, gettext, ngettext, pieces } from "highroad/words.js";
import { icon, span } from "highroad/desk/marks.js";

export const cards = (board, now, clock) => html`<div class="wall-cards">
  ${callbacks(board.callbacks, now, clock)}${escalations(board.helpline, now, clock)}${staff(board.helpline, now, clock)}</div>`;

const card = (name, title, count, beside, below) => html`<section class="wall-card"><h2>${icon(name)}${title}</h2>
  <p class="card-figure"><b>${count}</b>${beside ? html`<span>${beside}</span>` : nothing}</p>${below.map((line) => html`<p class="card-line">${line}</p>`)}</section>`;

const strong = (words) => html`<strong>${words}</strong>`;

const callbacks = (due, now, clock) => {
  const times = due?.due ?? [];
  const late = times.filter((at) => at < now).length;
  const next = times.find((at) => at >= now);
  const noon = due?.noon > now ? times.filter((at) => at >= now && at <= due.noon).length : 0;
  const beside = next ? pieces(gettext("next at {time}, {left}"), { time: strong(clock(next, false)), left: minutes(next - now) }) : gettext("none is due");
  const lines = [
    late ? html`<span class="mark-line">${icon("warning")}${ngettext("{count} is late", "{count} are late", late)}</span>` : null,
    noon ? ngettext("{count} is due before noon", "{count} are due before noon", noon) : null,
    due?.to_decide ? ngettext("{count} for a lead to decide", "{count} for a lead to decide", due.to_decide) : null,
  ];
  return card("phone", gettext("Callbacks due"), due?.count ?? 0, due?.count ? beside : gettext("none is promised"), lines.filter(Boolean).slice(0, 2));
};

const minutes = (ms) => {
  const whole = Math.round(ms / 60_000);
  return whole < 120 ? fill(gettext("{count} min"), { count: whole }) : fill(gettext("{count} h"), { count: Math.round(whole / 60) });
};

const escalations = (help, now, clock) => {
  const line = help?.waiting?.escalated ?? { count: 0 };
  const longest = line.oldest_since
    ? pieces(line.oldest_briefed ? gettext("longest {time}, briefed") : gettext("longest {time}, no brief yet"), { time: strong(span(now - line.oldest_since)) })
    : gettext("nobody waits");
  return card("priority_high", gettext("Escalations"), line.count, longest, [hours(help?.hours?.escalated, now, clock, gettext("Escalated callers"))]);
};

const staff = (help, now, clock) => {
  const line = help?.waiting?.staff ?? { count: 0 };
  const leads = help?.leads ?? { on_duty: 0, free: 0 };
  const longest = line.oldest_since ? pieces(gettext("longest {time}"), { time: strong(span(now - line.oldest_since)) }) : gettext("no question waits");
  return card("support_agent", gettext("Helpline, staff"), line.count, longest, [
    pieces(gettext("{share} leads free"), { share: strong(fill(gettext("{free} of {count}"), { free: leads.free, count: leads.on_duty })) }),
    hours(help?.hours?.staff, now, clock, gettext("Helpline for staff")),
  ]);
};

/** "Helpline for staff until 16:00", or when it opens again. Hours pass without any news, so they are looked at here. */
export const hours = (open, now, clock, who) => {
  if (open?.closes_at > now) return fill(gettext("{who} until {time}"), { who, time: clock(open.closes_at, false) });
  const again = open?.opens_at > now && open.opens_at - now < 20 * 3600_000 ? fill(gettext("opens at {time}"), { time: clock(open.opens_at, false) }) : gettext("closed");
  return fill(gettext("{who}: {again}"), { who, again });
};
