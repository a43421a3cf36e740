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

const charts = prepared.charts.map(({ figure, changes }, which) => {
  const plot = places[which];
  const chart = { plot, figure, changes };
  chart.draw = (size) => Player.draw(chart, { height: null, ...size }, config); // the page has its height
  return chart;
});

function draw(size) {
  waiting = false;
  const stop = scrubber.value;
  scrubber.setAttribute("aria-valuetext", prepared.stops[stop]);
  value.textContent = prepared.stops[stop];
  sentence.textContent = prepared.sentences[stop];
  for (const chart of charts) {
    if (size) chart.draw(size);
    else Player.move(chart, chart.changes, stop);
  }
}

scrubber.addEventListener("input", () => {
  if (!waiting) requestAnimationFrame(() => draw());
  waiting = true;
});
addEventListener("beforeprint", () => draw(PAPER));
addEventListener("afterprint", () => {
  charts.forEach((chart) => chart.draw());
  places.forEach((place) => Plotly.Plots.resize(place)); // by itself, it keeps the size of the print
});
scrubber.value = prepared.start; // a browser may keep what it had before a reload
charts.forEach((chart) => chart.draw());
draw();
