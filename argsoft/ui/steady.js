// Streamlit builds a chart that changes anew: it is hidden until it has been measured, and then
// drawn once in a wrong size. This keeps the old picture in its place until the new one stands.
const CHART = '[class*="st-key-chart_"]';
const PATIENCE_MS = 500;
const FALSE_ALARM_MS = 3000;
const pictures = new Map(); // a copy of the last picture of each chart on the page
let watching = false;

export default function watch({ data }) {
  if (watching) return;
  watching = true;
  // A film that is paused ends Plotly's promise to play it, which nobody waits for.
  addEventListener("unhandledrejection", (event) => event.reason === undefined && event.preventDefault());
  const here = data.paths.find((path) => path && location.pathname.endsWith(`/${path}`));
  if (here) recall(here, performance.now() + FALSE_ALARM_MS);
  document.querySelectorAll(CHART).forEach(bridge);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node.matches?.(CHART)) bridge(node);
        else node.querySelectorAll?.(CHART).forEach(bridge);
    for (const key of pictures.keys()) if (!document.querySelector(`.${key}`)) pictures.delete(key);
  }).observe(document.body, { childList: true, subtree: true });
}

function bridge(chart) {
  const [key] = chart.className.match(/st-key-chart_\w+/);
  const old = pictures.get(key);
  if (old) chart.prepend(old); // the sheet hides what comes after it
  const start = performance.now();
  const look = () => {
    const picture = standing(chart);
    const late = old && performance.now() - start > PATIENCE_MS;
    if (!picture && !late && chart.isConnected) return requestAnimationFrame(look);
    if (old?.parentNode === chart) old.remove();
    if (picture) pictures.set(key, copyOf(picture));
  };
  look();
}

function standing(chart) {
  const plot = chart.querySelector(".js-plotly-plot");
  const size = plot?.querySelector(".main-svg")?.clientHeight - plot?.parentElement.clientHeight;
  return plot?.style.visibility !== "hidden" && Math.abs(size) < 2 && plot.querySelector(".plot-container");
}

function copyOf(picture) {
  const copy = picture.cloneNode(true);
  copy.classList.add("old-picture");
  copy.setAttribute("aria-hidden", "true");
  return copy;
}

// The first visitor after a start who comes by a link to an inner page is shown that page, and told
// that there is none: Streamlit looked for it before app.py had named the pages.
function recall(path, end) {
  const dialog = document.querySelector('[role="dialog"]');
  const alarm = dialog?.textContent.includes("Page not found") && dialog.querySelector('[aria-label="Close"]');
  if (alarm && location.pathname.endsWith(`/${path}`)) alarm.click();
  else if (performance.now() < end) requestAnimationFrame(() => recall(path, end));
}
