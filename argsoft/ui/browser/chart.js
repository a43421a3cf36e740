// Pass a chart to charts.js. Sent with every chart, so kept short.
export default (chart) => {
  window.argsoftDraw ??= (each) => (window.argsoftWaiting ??= []).push(each);
  argsoftDraw(chart);
};
