// Moves a chart to a position of a strip by looking up prepared values, and gives Plotly only those
// that differ from what the chart shows. The app and the handout share it.
const Player = {
  QUICK: new Set(["scatter", "bar"]), // trace types that Plotly redraws without the frame
  MARKS: new Set(["annotations", "shapes"]), // parts of a layout that can be redrawn one by one
  AT_ONCE: { mode: "immediate", frame: { duration: 0, redraw: false }, transition: { duration: 0 } },

  // On each redraw, Plotly searches its schema for the arrays of each trace, for values in click
  // events that we do not read. That takes up to a quarter of the time.
  start() {
    Plotly.PlotSchema.findArrayAttributes = () => [];
  },

  // `chart` has `plot`, the element; `figure`, its current description; and `draw`, a full redraw.
  move(chart, changes, place) {
    const traces = new Map();
    const marks = {};
    let isWhole = false;
    for (const change of changes) {
      if (change.now === change.at[place]) continue;
      change.now = change.at[place];
      const value = change.values[change.now];
      Player.put(chart.figure, change.path, value);
      const [part, kind, which, ...rest] = change.path;
      if (part === "data" && which && Player.QUICK.has(chart.figure.data[kind].type))
        traces.set(kind, (traces.get(kind) ?? new Set()).add(which));
      else if (Player.MARKS.has(kind) && rest.length) marks[`${kind}[${which}].${rest.join(".")}`] = value;
      else isWhole = true;
    }
    if (isWhole) return chart.draw();
    if (Object.keys(marks).length) Plotly.relayout(chart.plot, marks);
    if (traces.size) Player.update(chart, traces);
  },

  put(figure, path, value) {
    const part = path.slice(0, -1).reduce((whole, key) => whole[key], figure);
    part[path[path.length - 1]] = value;
  },

  // While Plotly is drawing, it defers an animation to the next frame, and drops it if another one
  // arrives first. So each animation carries all changes that have not been drawn yet.
  update(chart, traces) {
    const { plot, figure } = chart;
    if (!chart.isHeard) plot.on("plotly_animatingframe", () => (chart.waiting = null));
    chart.isHeard = true;
    const waiting = (chart.waiting ??= new Map());
    for (const [which, names] of traces) waiting.set(which, new Set([...(waiting.get(which) ?? []), ...names]));
    const pick = ([which, names]) => Object.fromEntries([...names].map((name) => [name, figure.data[which][name]]));
    const rest = Player.unchanged(figure.data, waiting);
    const data = structuredClone([...waiting].map(pick)).concat(rest.map(() => ({})));
    const frame = { data, traces: [...waiting.keys(), ...rest] };
    Plotly.animate(plot, frame, Player.AT_ONCE).catch(() => {}); // superseded by the next one
  },

  // An animation removes what it is not given: the layer of each trace type in each subplot, and,
  // except in a layer of scatter traces, each single trace. So these go along as they are.
  unchanged(data, changed) {
    const layer = ({ type, xaxis = "x", yaxis = "y" }) => [type, xaxis, yaxis].join();
    const given = new Set([...changed.keys()].map((which) => layer(data[which])));
    return [...data.keys()].filter((which) => {
      const name = layer(data[which]);
      const isKept = data[which].type === "scatter" && given.has(name);
      given.add(name);
      return !isKept && !changed.has(which);
    });
  },

  // Redraws a chart completely, pending changes included.
  draw(chart, size, config) {
    if (chart.waiting) Plotly.animate(chart.plot, [], Player.AT_ONCE);
    chart.waiting = null;
    const { data, layout } = structuredClone(chart.figure);
    Plotly.react(chart.plot, data, { ...layout, ...size }, config);
  },
};
