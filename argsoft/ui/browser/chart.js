// Hands a chart to the script that draws all of them (charts.js). It comes with each chart, and so is
// as short as can be.
export default (chart) => {
  window.argsoftDraw ??= (each) => (window.argsoftWaiting ??= []).push(each);
  argsoftDraw(chart);
};
