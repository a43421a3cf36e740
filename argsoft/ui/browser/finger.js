// Let vertical touches scroll the page everywhere, and let only horizontal ones move a slider.
// Streamlit's slider takes every touch at once, and Plotly swallows every touch on a chart. style.css
// leaves vertical panning to the browser (`touch-action`). This script delays a touch on a slider
// until its direction is known. A tap on a chart arrives as the browser's click; a tap on a slider is
// passed on here, since the browser would move its click to the thumb.
const CHART = ".js-plotly-plot";
const TYPED = "[class*=_exact], .st-key-outputs_text"; // fields that change a chart
const SLOP_PX = 6;
let watching = false;

export default function watch() {
  if (watching) return;
  watching = true;
  const listen = (event, act) => addEventListener(event, act, { capture: true, passive: false });
  listen("pointerdown", begin);
  listen("pointermove", decide);
  listen("pointerup", end);
  listen("pointercancel", end);
  listen("focusin", typing);
  listen("focusout", typing);
  for (const event of ["touchstart", "touchmove", "touchend", "touchcancel"]) listen(event, keep);
}

let waiting = null; // pointerdown of a touch whose direction is unknown
let level = null; // pointerId of a touch that moves a slider
let tapped = false;

const within = (event, selector) => event.target.closest?.(selector);
const isFinger = (event) => event.isTrusted && event.pointerType === "touch";

function begin(event) {
  if (!isFinger(event)) return;
  const begins = within(event, STREAMLIT.track);
  if (begins) event.stopPropagation();
  waiting = begins && event.isPrimary ? event : null; // two fingers zoom
}

function decide(event) {
  if (!isFinger(event) || waiting?.pointerId !== event.pointerId) return;
  const across = Math.abs(event.clientX - waiting.clientX);
  const up = Math.abs(event.clientY - waiting.clientY);
  if (Math.max(across, up) < SLOP_PX) return;
  if (across > up) hand(waiting, waiting.target);
  waiting = null;
}

// Replay the touch from its start, so that no part of the drag is lost.
function hand({ pointerId, pointerType, isPrimary, clientX, clientY }, target) {
  level = pointerId;
  const touch = { pointerId, pointerType, isPrimary, clientX, clientY, button: 0, buttons: 1 };
  const down = new PointerEvent("pointerdown", { ...touch, bubbles: true, cancelable: true });
  target.dispatchEvent(down);
}

function end({ type, pointerId }) {
  tapped = type === "pointerup" && waiting?.pointerId === pointerId;
  if (tapped) hand(waiting, within(waiting, STREAMLIT.track)); // not to the thumb, which would not move
  if (waiting?.pointerId === pointerId) waiting = null;
  if (level === pointerId) level = null;
}

function keep(event) {
  const sets = level !== null || (tapped && event.type === "touchend");
  if (sets && event.cancelable) event.preventDefault(); // no scrolling during a slanted drag
  if (within(event, STREAMLIT.track) || within(event, CHART)) event.stopPropagation();
}

// style.css makes room for the on-screen keyboard.
function typing({ type, target }) {
  const typed = matchMedia("(pointer: coarse)").matches && target.closest?.(TYPED);
  if (!typed) return;
  document.documentElement.toggleAttribute("data-typing", type === "focusin");
  if (type === "focusin") target.closest(STREAMLIT.scrolled).scrollTop = 0;
}
