// What asks for whoever leads the floor, from the live floor alone. The order is that of urgency to a caller: a caller on
// hold, a caller who waits, a desk that cannot be reached, work after a call that does not end.

import { fill, gettext } from "highroad/words.js";
import { span } from "highroad/desk/marks.js";

export const alertsOf = (store) => {
  const now = store.now();
  const alerts = [];
  for (const desk of store.desks) {
    const name = store.name(desk.id);
    const about = { desk: desk.id };
    if (desk.hold_warnings === 2) {
      alerts.push({ ...about, key: `hold:${desk.id}`, level: 0, css: "stop", icon: "hourglass_empty", title: fill(gettext("A caller is on hold for {time}"), { time: span(now - desk.held_since) }), second: fill(gettext("at the desk of {name}"), { name }) });
    }
    if (!desk.connected && desk.state !== "signed_out") {
      alerts.push({ ...about, key: `lost:${desk.id}`, level: 2, css: "stop", icon: "warning", title: fill(gettext("{name}: the desk cannot be reached"), { name }), second: desk.contact ? gettext("the call goes on by phone") : gettext("the connection was lost") });
    }
    if (desk.late) {
      alerts.push({ ...about, key: `wrap:${desk.id}`, level: 3, css: "warn", icon: "edit", title: fill(gettext("{name}: after-call work for {time}"), { name, time: span(now - desk.since) }), second: gettext("longer than usual; maybe they need help") });
    }
  }
  for (const call of store.waiting) {
    if (!call.over_limit) continue;
    alerts.push({ key: `limit:${call.id}`, contact: call.id, level: 1, css: "stop", icon: "timer", title: fill(gettext("A caller waits for {time}"), { time: span(now - call.since) }), second: fill(gettext("in {queue}, past its limit"), { queue: store.words.queues[call.queue] ?? call.queue }) });
  }
  return alerts.sort((one, other) => one.level - other.level || one.key.localeCompare(other.key));
};
