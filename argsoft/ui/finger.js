// Lets a finger scroll the page wherever it begins, and set a slider, or turn a landscape, only where
// it goes along it. Streamlit's slider takes every touch at once, and Plotly keeps every touch to itself.
// The style sheet leaves going up and down to the browser (`touch-action`); here, a touch waits
// until it shows where it goes. A tap reaches both as the click of a mouse, which the browser makes of it.
const SLIDER = "[data-testid=stSlider] [role=group] > [data-rac]";
const SCENE = ".gl-container";
const CHART = ".js-plotly-plot";
const OWN = ".slider-container, .updatemenu-container"; // what Plotly itself lets a finger set
const TYPED = "[class*=_exact], .st-key-outputs_text, .st-key-seed, .st-key-at"; // what moves a chart
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
let level = null; // that of a finger that sets what it began on

const within = (event, selector) => event.target.closest?.(selector);
const isFinger = (event) => event.isTrusted && event.pointerType === "touch";

function begin(event) {
  if (!isFinger(event)) return;
  const begins = within(event, SLIDER) || within(event, SCENE);
  if (begins) event.stopPropagation();
  waiting = begins && event.isPrimary ? event : null; // two fingers zoom the page
}

function decide(event) {
  if (level?.pointerId === event.pointerId && isFinger(event)) return turn("mousemove", event, 1);
  if (waiting?.pointerId !== event.pointerId || !isFinger(event)) return;
  const across = Math.abs(event.clientX - waiting.clientX);
  const up = Math.abs(event.clientY - waiting.clientY);
  if (Math.max(across, up) < SLOP_PX) return;
  if (across > up) hand(waiting);
  waiting = null;
}

// What the finger began on gets the touch from its beginning, so that none of its way is lost.
function hand(start) {
  level = start;
  const { target, pointerId, pointerType, isPrimary, clientX, clientY } = start;
  const touch = { pointerId, pointerType, isPrimary, clientX, clientY };
  const on = { bubbles: true, cancelable: true, composed: true, button: 0, buttons: 1 };
  if (within(start, SLIDER)) target.dispatchEvent(new PointerEvent("pointerdown", { ...touch, ...on }));
  turn("mousedown", start, 1);
}

function end(event) {
  if (waiting?.pointerId === event.pointerId) waiting = null;
  if (level?.pointerId !== event.pointerId) return;
  turn("mouseup", event, 0);
  level = null;
}

// A landscape knows a mouse alone.
function turn(type, { clientX, clientY }, buttons) {
  if (!within(level, SCENE)) return;
  const mouse = { bubbles: true, cancelable: true, clientX, clientY, button: 0, buttons };
  level.target.dispatchEvent(new MouseEvent(type, mouse));
}

function keep(event) {
  if (level && event.cancelable) event.preventDefault(); // the page stays under a slanted drag
  if (within(event, SLIDER) || (within(event, CHART) && !within(event, OWN))) event.stopPropagation();
}

// The style sheet makes room for the keyboard that comes up on the screen.
function typing({ type, target }) {
  const typed = matchMedia("(pointer: coarse)").matches && target.closest?.(TYPED);
  if (!typed) return;
  document.documentElement.toggleAttribute("data-typing", type === "focusin");
  if (type === "focusin") target.closest(SCROLLED).scrollTop = 0;
}
