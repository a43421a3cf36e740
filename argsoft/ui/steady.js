// Streamlit builds a chart that changes anew, and now and then the screen is painted before the new
// one is drawn: a flicker. This keeps the old picture in its place until the new one stands.
const CHART = '[class*="st-key-chart_"]';
let watching = false;

export default function steady() {
  if (watching) return;
  watching = true;
  new MutationObserver((changes) => {
    for (const { target, addedNodes, removedNodes } of changes) {
      for (const node of addedNodes) if (node.matches?.(".main-svg")) retire(target.closest(CHART));
      for (const node of removedNodes) keep(node, target);
    }
  }).observe(document.body, { childList: true, subtree: true });
}

// Streamlit removes a whole chart, and Plotly the picture in it: in either order.
function keep(node, parent) {
  const picture = node.matches?.(".plot-container") ? node : node.querySelector?.(".plot-container");
  const chart = picture && (node.closest(CHART) ?? parent.closest(CHART));
  if (!chart || chart.isConnected) return;
  const [key] = chart.className.match(/st-key-chart_\w+/);
  const home = document.querySelector(`.${key}`);
  if (!home || home.querySelector(".main-svg")) return;
  const copy = picture.cloneNode(true);
  copy.classList.add("old-picture");
  copy.setAttribute("aria-hidden", "true");
  home.append(copy);
}

function retire(chart) {
  chart?.querySelectorAll(":scope > .old-picture").forEach((picture) => picture.remove());
}
