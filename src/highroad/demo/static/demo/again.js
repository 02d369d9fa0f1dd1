// Waits until the program answers again, then opens the first page. The old process may still answer for a moment.

const page = document.querySelector("[data-ready]");
let gone = false;

async function look() {
  try {
    const answer = await fetch(page.dataset.ready, { cache: "no-store" });
    if (answer.ok && gone) location.replace(page.dataset.then);
  } catch {
    gone = true;
  }
  setTimeout(look, 400);
}

setTimeout(look, 200);
