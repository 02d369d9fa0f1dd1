// The keys of this page, from the same table as the sheet under "?" and the key line. They can be turned off.

const OFF = "highroad-keys-off";

const read = () => {
  const table = {};
  for (const line of document.querySelectorAll("#key-table [data-name]")) {
    table[line.dataset.name] = { aria: line.dataset.aria, caps: line.dataset.caps.split(" ") };
  }
  return table;
};

const table = read();

/** What `aria-keyshortcuts` says for a key by its name. */
export const shortcut = (name) => (keysAreOn() ? table[name]?.aria : undefined);

/** The caps to draw for a key. */
export const caps = (name) => table[name]?.caps ?? [];

export const keysAreOn = () => localStorage.getItem(OFF) !== "yes";
export const turnKeys = (on) => (on ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "yes"));

const matches = (written, event) => {
  const parts = written.split("+");
  const key = parts.pop();
  const held = new Set(parts);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    event.ctrlKey === held.has("Control") &&
    event.altKey === held.has("Alt") &&
    (event.shiftKey === held.has("Shift") || key === "?")
  );
};

/** The name of the key that was pressed; undefined when it is none of the table or keys are off. */
export const pressed = (event) => {
  if (event.isComposing || !keysAreOn()) return undefined;
  return Object.keys(table).find((name) => table[name].aria.split(" ").some((written) => matches(written, event)));
};
