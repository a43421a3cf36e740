"use strict";
// Shows the prepared values of a stop; computes nothing.
const prepared = JSON.parse(document.getElementById("prepared").textContent);
const scrubber = document.getElementById("scrubber");
const value = document.getElementById("value");
const sentence = document.getElementById("sentence");
const places = document.querySelectorAll(".charts > div");
const config = { displayModeBar: false, scrollZoom: false, doubleClick: false, responsive: true };
const PAPER = { width: 330, height: 250 }; // size of a chart in print, where Plotly does not resize it
let waiting = false;

const charts = prepared.charts.map(({ figure, changes }, which) => {
  const plot = places[which];
  const chart = { plot, figure, changes };
  chart.draw = (size) => Player.draw(chart, { height: null, ...size }, config); // the page sets the height
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
  places.forEach((place) => Plotly.Plots.resize(place)); // else it keeps its print size
});
scrubber.value = prepared.start; // a browser may restore the old value on reload
charts.forEach((chart) => chart.draw());
draw();
