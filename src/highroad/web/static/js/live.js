// The live line in the browser: one socket over which news comes. It reconnects by itself, never faster than needed,
// and always knows how old its data is. Nothing is ever done over it; every act is a POST.
//
//   const live = new Live(["desk"], { snapshot(topic, values) {}, news(items) {}, state(live) {} });
//   live.start();

const WAIT_MS_MIN = 500;
const WAIT_MS_MAX = 10_000;
const QUIET_MS_MAX = 12_000; // A beat comes every five seconds: after this the line is taken for dead.

/** How long to wait before the next try: doubling, with jitter so that four hundred desks do not come back at once. */
export const waitBefore = (tries, chance = Math.random()) =>
  Math.min(WAIT_MS_MAX, WAIT_MS_MIN * 2 ** tries) * (0.5 + chance / 2);

export class Live {
  constructor(topics, listener) {
    this.topics = topics;
    this.listener = listener;
    this.seq = 0;
    this.tries = 0;
    this.open = false;
    this.heardAt = 0;
    this.at = 0;
    this.speed = 1;
  }

  start() {
    this.stopped = false;
    this.connect();
    this.watch = setInterval(() => this.look(), 1000);
    addEventListener("online", () => this.reconnectNow());
    addEventListener("pagehide", () => this.stop());
    addEventListener("pageshow", (event) => event.persisted && this.start());
  }

  stop() {
    this.stopped = true;
    clearInterval(this.watch);
    clearTimeout(this.timer);
    this.socket?.close();
  }

  reconnectNow() {
    if (!this.open && !this.stopped) {
      clearTimeout(this.timer);
      this.connect();
    }
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const after = this.seq ? `&after=${this.seq}` : "";
    const socket = new WebSocket(`${scheme}//${location.host}/live?topics=${this.topics.join(",")}${after}`);
    this.socket = socket;
    socket.addEventListener("message", (event) => this.socket === socket && this.hear(JSON.parse(event.data)));
    socket.addEventListener("close", () => this.socket === socket && this.lost());
  }

  lost() {
    this.open = false;
    this.listener.state?.(this);
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.connect(), waitBefore(this.tries));
    this.tries += 1;
  }

  hear(message) {
    this.tell(message.hello?.at ?? message.beat ?? message.at);
    if (message.hello) {
      const again = this.seq > 0;
      this.open = true;
      this.tries = 0;
      this.seq = Math.max(this.seq, message.hello.seq);
      this.listener.hello?.(again);
    } else if (message.snapshot) {
      this.listener.snapshot?.(message.t, message.snapshot);
    } else if (message.news) {
      this.seq = Math.max(this.seq, message.s ?? 0);
      this.listener.news?.(message.news);
    }
    this.listener.state?.(this);
  }

  /** The floor's time came with a message. In a demo its day may run faster than the wall's clock. */
  tell(at) {
    const now = performance.now();
    if (at && this.at && now - this.heardAt > 2000) {
      const seen = (at - this.at) / (now - this.heardAt);
      this.speed = Math.abs(seen - 1) < 0.05 ? 1 : Math.max(0, Math.min(seen, 100));
    }
    this.heardAt = now;
    if (at) {
      this.at = at;
      this.atSince = now;
    }
  }

  /** The floor's time now, epoch ms. It goes on by itself between two messages. */
  now() {
    return this.at ? this.at + (performance.now() - this.atSince) * this.speed : Date.now();
  }

  /** Seconds since anything was heard. */
  get age() {
    return this.heardAt ? Math.floor((performance.now() - this.heardAt) / 1000) : 0;
  }

  /** Whether what is shown may be taken for now. */
  get fresh() {
    return this.open && performance.now() - this.heardAt < QUIET_MS_MAX;
  }

  look() {
    if (this.open && performance.now() - this.heardAt > QUIET_MS_MAX * 2) this.socket.close();
    this.listener.state?.(this);
  }
}
