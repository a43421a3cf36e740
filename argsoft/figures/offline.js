"use strict";
// Shows the prepared values of a stop; computes nothing.
const prepared = JSON.parse(document.getElementById("prepared").textContent);
const scrubber = document.getElementById("scrubber");
const label = document.getElementById("label");
const value = document.getElementById("value");
const sentence = document.getElementById("sentence");
const places = document.querySelectorAll(".charts > div");
const config = { displayModeBar: false, scrollZoom: false, doubleClick: false, responsive: true };
const PAPER = { width: 330, height: 250 }; // size of a chart in print, where Plotly does not resize it
let waiting = false;

Player.start();
let mover = null;
const charts = [...places].map((plot) => {
  const chart = { plot };
  chart.draw = (size) => Player.draw(chart, { height: null, ...size }, config); // the page sets the height
  return chart;
});

// Lets another quantity move, from where all of them start.
function choose(which) {
  mover = prepared.movers[which];
  label.textContent = mover.label;
  document.documentElement.style.setProperty("--moving", mover.colour);
  scrubber.max = mover.stops.length - 1;
  scrubber.value = mover.start;
  charts.forEach((chart, place) => Object.assign(chart, structuredClone(mover.charts[place])));
  charts.forEach((chart) => chart.draw());
  draw();
}

function draw(size) {
  waiting = false;
  const stop = scrubber.value;
  scrubber.setAttribute("aria-valuetext", mover.stops[stop]);
  value.textContent = mover.stops[stop];
  sentence.textContent = mover.sentences[stop];
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
for (const radio of document.querySelectorAll("[name=mover]"))
  radio.addEventListener("change", () => choose(radio.value));
choose(prepared.opens);
