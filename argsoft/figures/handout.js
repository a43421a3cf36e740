"use strict";
// All that can be seen here was computed before: this picks a stop, and computes nothing.
const prepared = JSON.parse(document.getElementById("prepared").textContent);
const scrubber = document.getElementById("scrubber");
const value = document.getElementById("value");
const sentence = document.getElementById("sentence");
const places = document.querySelectorAll(".charts > div");
const config = { displayModeBar: false, scrollZoom: false, doubleClick: false, responsive: true };
const PAPER = { width: 330, height: 250 }; // of a chart in print, where nothing sizes it again
let waiting = false;

function figureAt({ figure, changes }, stop) {
  const picture = structuredClone(figure);
  for (const { path, values } of changes) {
    const place = path.slice(0, -1).reduce((part, key) => part[key], picture);
    place[path[path.length - 1]] = structuredClone(values[stop]);
  }
  return picture;
}

function draw(size) {
  waiting = false;
  const stop = scrubber.value;
  scrubber.setAttribute("aria-valuetext", prepared.stops[stop]);
  value.textContent = prepared.stops[stop];
  sentence.textContent = prepared.sentences[stop];
  places.forEach((place, which) => {
    const { data, layout } = figureAt(prepared.charts[which], stop);
    Plotly.react(place, data, { ...layout, ...size }, config);
  });
}

scrubber.addEventListener("input", () => {
  if (!waiting) requestAnimationFrame(() => draw());
  waiting = true;
});
addEventListener("beforeprint", () => draw(PAPER));
addEventListener("afterprint", () => {
  draw();
  places.forEach((place) => Plotly.Plots.resize(place)); // by itself, it keeps the size of the print
});
scrubber.value = prepared.start; // a browser may keep what it had before a reload
draw();
