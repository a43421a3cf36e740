// Lets a finger scroll the page wherever it begins, and set a slider only where it goes along it.
// Streamlit's slider takes every touch at once, and Plotly keeps every touch on a chart to itself. The
// style sheet leaves going up and down to the browser (`touch-action`); here, a touch of a slider waits
// until it shows where it goes. A tap on a chart reaches it as the click that the browser makes of it.
// For a slider, the browser would move that click from beside the thumb to the thumb.
const SLIDER = "[data-testid=stSlider] [role=group] > [data-rac]";
const CHART = ".js-plotly-plot";
const TYPED = "[class*=_exact], .st-key-outputs_text"; // what moves a chart
const SCROLLED = ".stMain";
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

let waiting = null; // the first event of a finger that has not shown yet where it goes
let level = null; // the number of a finger that sets the slider it began on
let tapped = false;

const within = (event, selector) => event.target.closest?.(selector);
const isFinger = (event) => event.isTrusted && event.pointerType === "touch";

function begin(event) {
  if (!isFinger(event)) return;
  const begins = within(event, SLIDER);
  if (begins) event.stopPropagation();
  waiting = begins && event.isPrimary ? event : null; // two fingers zoom the page
}

function decide(event) {
  if (!isFinger(event) || waiting?.pointerId !== event.pointerId) return;
  const across = Math.abs(event.clientX - waiting.clientX);
  const up = Math.abs(event.clientY - waiting.clientY);
  if (Math.max(across, up) < SLOP_PX) return;
  if (across > up) hand(waiting, waiting.target);
  waiting = null;
}

// The slider gets the touch from its beginning, so that none of its way is lost.
function hand({ pointerId, pointerType, isPrimary, clientX, clientY }, target) {
  level = pointerId;
  const touch = { pointerId, pointerType, isPrimary, clientX, clientY, button: 0, buttons: 1 };
  const down = new PointerEvent("pointerdown", { ...touch, bubbles: true, cancelable: true });
  target.dispatchEvent(down);
}

function end({ type, pointerId }) {
  tapped = type === "pointerup" && waiting?.pointerId === pointerId;
  if (tapped) hand(waiting, within(waiting, SLIDER)); // never to the thumb, which would stay
  if (waiting?.pointerId === pointerId) waiting = null;
  if (level === pointerId) level = null;
}

function keep(event) {
  const sets = level !== null || (tapped && event.type === "touchend");
  if (sets && event.cancelable) event.preventDefault(); // the page stays, also under a slanted drag
  if (within(event, SLIDER) || within(event, CHART)) event.stopPropagation();
}

// The style sheet makes room for the keyboard that comes up on the screen.
function typing({ type, target }) {
  const typed = matchMedia("(pointer: coarse)").matches && target.closest?.(TYPED);
  if (!typed) return;
  document.documentElement.toggleAttribute("data-typing", type === "focusin");
  if (type === "focusin") target.closest(SCROLLED).scrollTop = 0;
}
