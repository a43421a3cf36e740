// Draw all charts. Update a chart in place when its figure changes, to avoid flicker, and play strips
// during a drag (player.js).
const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false };
const TRAVEL_MS = 600;
const charts = new Map(); // by the element that Streamlit provides
const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => fit(charts.get(target))));
let holding = null; // strip being played; it takes precedence over figures from the server
let watching = false;

export default function watch({ data }) {
  if (watching) return;
  watching = true;
  load(data.plotly).then(() => {
    Player.start();
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    const waiting = window.argsoftWaiting ?? [];
    window.argsoftDraw = draw;
    waiting.forEach(draw);
  });
}

// Load plotly.js from the host and base path of Streamlit's own scripts.
function load(path) {
  const own = document.querySelector(STREAMLIT.scripts).src;
  const script = document.createElement("script");
  script.src = own.replace(/static\/js\/.*/, path);
  document.head.append(script);
  return new Promise((go) => script.addEventListener("load", go));
}

function draw({ data, parentElement, setTriggerValue }) {
  if (!parentElement.isConnected) return;
  const chart = charts.get(parentElement) ?? build(parentElement);
  const tell = data.isClickable ? (place) => setTriggerValue("picked", place) : () => {};
  Object.assign(chart, { key: data.key, tell, served: data, missed: null });
  chart.plot.setAttribute("aria-label", data.name);
  if (chart.figure && holding?.charts[data.key]) chart.missed = data; // draw it after the drag
  else lead(chart, data);
}

function lead(chart, { figure, way }) {
  const drawn = JSON.stringify(figure);
  if (drawn === chart.end) return; // already animating to it
  if (drawn === JSON.stringify(chart.figure)) return; // already there
  chart.end = drawn;
  if (way.length && chart.figure && !matchMedia("(prefers-reduced-motion: reduce)").matches) travel(chart, way);
  else arrive(chart);
}

function travel(chart, way) {
  const end = chart.end;
  const start = performance.now();
  const last = way[0].at.length - 1;
  const move = () => {
    if (chart.end !== end || !chart.parent.isConnected) return;
    const part = (performance.now() - start) / TRAVEL_MS;
    if (part >= 1) return arrive(chart);
    Player.move(chart, way, Math.round(part * last));
    requestAnimationFrame(move);
  };
  move();
}

function arrive(chart) {
  if (chart.end !== JSON.stringify(chart.figure)) {
    chart.figure = JSON.parse(chart.end); // a copy, which strips modify
    fit(chart);
  }
  chart.end = null;
}

function build(parent) {
  for (const [old, { plot }] of charts) {
    if (old.isConnected) continue;
    Plotly.purge(plot);
    sizes.unobserve(old);
    charts.delete(old);
  }
  const plot = document.createElement("div");
  plot.setAttribute("role", "img");
  parent.append(plot);
  const chart = { plot, parent, draw: () => fit(chart) };
  charts.set(parent, chart);
  sizes.observe(parent);
  return chart;
}

// Draw a chart in the size set by style.css.
function fit(chart) {
  const { clientWidth: width, clientHeight: height } = chart.parent;
  if (!width || !height || !chart.figure) return;
  const isNew = !chart.plot.on;
  Player.draw(chart, { width, height }, CONFIG);
  if (isNew) chart.plot.on("plotly_click", ({ points: [{ pointIndex }] }) => chart.tell(pointIndex));
}

// Charts are not resized during printing. So set the page to paper width first (style.css), and fit
// the charts; Streamlit's own charts can only be zoomed.
function print(isPaper) {
  const wide = document.querySelector(STREAMLIT.page).clientWidth;
  document.documentElement.toggleAttribute("data-paper", isPaper);
  const share = document.querySelector(STREAMLIT.page).clientWidth / wide;
  charts.forEach(fit);
  for (const plot of document.querySelectorAll(STREAMLIT.plot)) plot.style.zoom = isPaper ? share : "";
}

async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).json();
}

// Show the charts and sentences at a position of a strip, until free() or settle() is called.
function show(strip, place) {
  holding = strip;
  for (const chart of charts.values()) {
    if (!strip.charts[chart.key] || !chart.parent.isConnected) continue;
    if (chart.end) arrive(chart);
    Player.move(chart, strip.charts[chart.key], place);
  }
  for (const { path: [key], values, at } of strip.texts) say(key, values[at[place]]);
}

function free() {
  holding = null;
  for (const chart of charts.values()) {
    if (chart.missed) lead(chart, chart.missed);
    chart.missed = null;
  }
  for (const [text, { first, missed }] of said)
    if (missed !== undefined && first === text.firstChild) text.innerHTML = missed;
  said.clear();
}

// Show what the server has said last, also where it said nothing new: a slider may have been
// released between two positions of its strip.
function settle() {
  for (const chart of charts.values())
    if (chart.served && holding?.charts[chart.key]) chart.missed ??= { ...chart.served, way: [] };
  for (const last of said.values()) last.missed ??= last.before;
  free();
}

const said = new Map(); // by text element: the last HTML set, its first node, and the server's HTML
function say(key, html) {
  const text = document.querySelector(`.st-key-${key} ${STREAMLIT.html}`);
  if (!text) return;
  const last = said.get(text) ?? { before: text.innerHTML };
  const isOurs = last.first === text.firstChild;
  if (isOurs && last.html === html) return;
  if (last.first && !isOurs) last.missed = text.innerHTML;
  text.innerHTML = html;
  said.set(text, Object.assign(last, { html, first: text.firstChild }));
}

window.argsoftStrips = { unpack, show, free, settle };
