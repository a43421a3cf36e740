// Lets the charts follow the hand: sends the value of a slider while it is held, where Streamlit itself
// sends it on release. A preset glides the same way. It reads and moves what the controls show and
// knows nothing of softmax. Where the page is not built as it expects, it finds no control and stays silent: the page then follows the release.

// Updates on their way at once: a third hides a slow network. A busy server would only take it together
// with the second, which costs it time; then there are fewer, until so many came one by one.
const IN_FLIGHT = 3;
const CALM = 10;
const PATIENCE_MS = 1000; // then an unanswered update counts as lost
const GLIDE_MS = 600;
const HOLD_MS = 500; // then a button that is held counts as pressed again,
const AGAIN_MS = 200; // and again
const TEXT = ".st-key-outputs_text";
const PAUSE_MS = 300; // in typing, after which a text is committed
const REPEATING = ".st-key-step button";
const TABLE = '[class*="st-key-chart_"][class*="_slopes"]';
let watching = false;

// `data` has the names of the fields, and what the preset buttons set.
export default function watch({ data }) {
  if (watching) return;
  watching = true;
  const find = (selector) => document.querySelector(selector);
  const control = (field) => {
    const range = find(`:is(.st-key-${field}, .st-key-${field}_slider) input[type=range]`);
    const number = find(`.st-key-${field}_exact input`);
    return range && { field, range, number };
  };
  const fieldOf = (element) =>
    data.fields.find((field) => element.closest?.(`:is(.st-key-${field}, .st-key-${field}_slider)`));
  let sent = 0;
  let seen = 0; // which update the picture has last, whatever page it is on
  let calm = 0; // how many came one by one
  let sentAt = 0;
  const send = (values) => {
    sentAt = performance.now();
    picture().send("held", { values, number: ++sent });
  };
  const room = () => {
    const came = picture().seen - seen;
    if (came > 0) calm = came > 1 ? 0 : calm + 1;
    seen = Math.max(seen, picture().seen);
    const most = calm < CALM ? IN_FLIGHT - 1 : IN_FLIGHT;
    return sent - seen < most || performance.now() - sentAt > PATIENCE_MS;
  };

  let held = null; // the control under the pointer, and the value last sent
  const report = () => {
    held.last = held.range.value;
    if (held.number) held.number.value = held.range.ariaValueText;
    send({ [held.field]: Number(held.range.ariaValueText) }); // a logarithmic track counts its stops
  };
  const look = () => {
    if (!held) return;
    if (held.range.value !== held.last && room()) report();
    requestAnimationFrame(look);
  };
  const press = ({ target, button }) => {
    arrive();
    repeat = { timer: target.closest?.(REPEATING) && !button && setTimeout(again, HOLD_MS) };
    const found = control(fieldOf(target));
    if (!found) return;
    held = { ...found, start: found.range.value, last: found.range.value };
    requestAnimationFrame(look);
  };
  const release = () => {
    // Streamlit commits what has changed; back at the start, only this tells the charts.
    if (held && held.range.value === held.start && held.last !== held.start) report();
    held = null;
    clearTimeout(repeat?.timer);
  };
  let repeat = null; // a button that is held: its next click, and whether there was one before
  const again = () => {
    const button = find(REPEATING);
    if (!button) return;
    repeat = { timer: setTimeout(again, AGAIN_MS), clicked: true };
    if (find("[data-test-script-state=running]")) return; // its answer is still on the way
    button.click();
  };
  let pause; // in the typing of a text
  const type = ({ target }) => {
    if (target.closest?.(TEXT)) {
      clearTimeout(pause);
      const enter = { key: "Enter", ctrlKey: true, bubbles: true }; // what commits a text
      pause = setTimeout(() => target.dispatchEvent(new KeyboardEvent("keydown", enter)), PAUSE_MS);
    }
  };

  let travel = null; // a preset on its way: its button, and where each control comes from and goes
  const glide = (event) => {
    const letGo = event.detail > 0 && repeat?.clicked && event.target.closest?.(REPEATING);
    if (letGo) return event.stopPropagation(); // it has been pressed often enough
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const name = Object.keys(data.presets).find((preset) => event.target.closest?.(`.st-key-${preset}`));
    if (!name || calm || travel?.arrived) return;
    const steps = Object.entries(data.presets[name])
      .map(([field, to]) => ({ ...control(field), to }))
      .filter(({ range }) => range);
    event.stopPropagation(); // the button is pressed on arrival, which commits the preset
    for (const step of steps) step.from = step.range.valueAsNumber;
    if (steps.every(({ from, to }) => from === to)) return;
    travel = { button: event.target.closest("button"), steps, start: performance.now() };
    requestAnimationFrame(move);
    setTimeout(arrive, GLIDE_MS + 30, travel); // once the last update has left
  };
  const move = () => {
    if (!travel) return;
    const part = Math.min(1, (performance.now() - travel.start) / GLIDE_MS);
    const at = {};
    for (const { field, range, number, from, to } of travel.steps) {
      at[field] = Number((from + (to - from) * part).toFixed(2));
      if (number) number.value = at[field].toFixed(2);
      const thumb = range.closest("[data-rac]");
      thumb.style.left = `${(100 * (at[field] - range.min)) / (range.max - range.min)}%`;
    }
    if (room()) send(at);
    if (part < 1) requestAnimationFrame(move);
  };
  const arrive = (which = travel) => {
    if (!travel || which !== travel) return;
    const { button } = travel;
    travel = { arrived: true }; // lets this click through
    button.click();
    travel = null;
  };

  // In a table of slopes, a cell that is pointed at is chosen by its row and its column.
  const choose = (field, n) => document.querySelectorAll(`.st-key-${field} input[type=radio]`)[n]?.click();
  const point = ({ target, clientX, clientY }) => {
    const table = target.closest?.(TABLE);
    const cells = [...(table?.querySelectorAll(".js-plotly-plot .textpoint text") ?? [])];
    const side = Math.sqrt(cells.length);
    const distances = cells.map((cell) => {
      const { left, right, top, bottom } = cell.getBoundingClientRect();
      return Math.hypot(clientX - (left + right) / 2, clientY - (top + bottom) / 2);
    });
    const nearest = distances.indexOf(Math.min(...distances));
    if (nearest < 0) return;
    choose("output", Math.floor(nearest / side));
    choose("by", nearest % side);
  };

  const picture = () => window.argsoftPicture; // see live.js
  const listen = (target, event, act) =>
    target.addEventListener(event, (e) => picture()?.element.isConnected && act(e), { capture: true });
  listen(document, "pointerdown", press);
  listen(window, "pointerup", release);
  listen(window, "pointercancel", release);
  listen(window, "argsoft-settle", () => arrive()); // see order.js
  listen(document, "input", type);
  listen(document, "click", glide);
  listen(document, "click", point);
}
