// The frame's own behavior: keys from the table, the side sheet, the person's menu. Every page works without it.

const sheet = document.getElementById("keys-sheet");

/** Does this element take typed letters itself? Then letters are never keys. */
const takesLetters = (element) =>
  element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

const does = {
  find: () => {
    const field = document.querySelector("[data-find]");
    if (field) field.focus();
    else document.querySelector('[data-key="find"]')?.click();
  },
  keys: () => sheet?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "k") {
    event.preventDefault();
    does.find();
  } else if (event.key === "?" && !event.ctrlKey && !event.altKey && !takesLetters(event.target)) {
    event.preventDefault();
    does.keys();
  } else if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.me[open]")) {
      open.open = false;
      open.querySelector("summary")?.focus();
    }
  }
});

// A menu closes when the person goes elsewhere.
document.addEventListener("pointerdown", (event) => {
  for (const open of document.querySelectorAll("details.me[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

// A form is sent once, however often its button is pressed; the page that comes back has a fresh one.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
