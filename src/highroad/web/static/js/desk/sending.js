// Every act of the desk is a POST with an id made here. When the line fails it is sent again under the same id, so that
// nothing is done twice and nothing is lost; only then is the person told.

const TRIES = 3;
const csrf = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];

/** An id for an act. */
export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Send, with `keepalive` also while the page goes away; gives the answer, or `{refused}` or `{unavailable}` with words to show. */
export const post = async (path, body = {}, id = newId(), keepalive = false) => {
  const request = {
    method: "POST",
    keepalive,
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrf(), "Idempotency-Key": id },
    body: JSON.stringify(path.startsWith("/api/") ? body : { ...body, id }),
  };
  for (let tried = 1; ; tried += 1) {
    try {
      return await read(await fetch(path, request));
    } catch (fault) {
      if (tried >= TRIES) return { unavailable: null };
      await wait(400 * tried);
    }
  }
};

/** Read; gives the answer, or null when it could not be had. */
export const get = async (path) => {
  try {
    return await read(await fetch(path, { headers: { Accept: "application/json" } }));
  } catch (fault) {
    return { unavailable: null };
  }
};

const read = async (response) => {
  if (response.redirected && response.url.includes("/account/login/")) {
    location.reload();
    return { unavailable: null };
  }
  const answer = await response.json().catch(() => ({}));
  if (answer.error) {
    const { code, rule, what, mend } = answer.error;
    return { refused: { code, rule, words: `${what} ${mend}`.trim() } };
  }
  return response.ok || answer.refused || "unavailable" in answer ? answer : { unavailable: null };
};
