// Keeps the first page's figures and its road up to date. Without it the page is right at the moment it was opened.

const figures = document.querySelector("[data-figures]");

/** Put new values where they belong; nothing moves but the figures and the point on the road. */
function show(news) {
  for (const place of document.querySelectorAll("[data-figure]")) {
    const value = news[place.dataset.figure];
    place.textContent = value === null || value === undefined ? "–" : value;
  }
  for (const path of document.querySelectorAll("[data-road]")) path.setAttribute("d", news.road[path.dataset.road]);
  const line = document.querySelector("[data-road-line]");
  line.setAttribute("x1", news.road.x);
  line.setAttribute("x2", news.road.x);
  line.setAttribute("y1", news.road.y);
  const here = document.querySelector("[data-road-here]");
  here.setAttribute("x", `${news.road.share}%`);
  here.setAttribute("y", news.road.y);
}

async function look() {
  try {
    const answer = await fetch(figures.dataset.figures, { headers: { Accept: "application/json" } });
    if (answer.ok) show(await answer.json());
  } catch {
    // The program is being started again or has ended; the next look will tell.
  }
  setTimeout(look, 2000);
}

setTimeout(look, 2000);
