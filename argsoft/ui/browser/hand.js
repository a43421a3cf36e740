// Update charts during a drag. Grabbing a slider requests a strip: the picture at each of its positions
// (live.py). Without a strip, send the value to the server while the slider is held; Streamlit itself
// sends it on release only. This script reads and moves widgets and knows nothing of softmax. If it
// does not recognize the page, it does nothing, and the charts update on release.
const PATIENCE_MS = 2000; // then an unanswered update counts as lost
const REST_MS = 400; // without a move; then the rest of the page is updated
const STILL_FRAMES = 3; // until a slider pauses, however long a slow device takes for a frame
const KEEP_MS = 10_000; // longest time to keep showing a released value until the answer
const SETTLED_FRAMES = 3; // until a slider shows its released value
const HOLD_MS = 500; // until a held button is pressed again
const AGAIN_MS = 200; // between further presses
const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const KEY_MS = 800; // until a key press is answered
const PRESETS = ".st-key-presets button";
const GLIDE_MS = 3000; // longest time for a preset's answer and animation
const TRAIN = ".st-key-train button";
const PAUSE = ".st-key-pause button";
const PICTURE_MS = 75; // per frame of a film
const TOUCH = { pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, bubbles: true, cancelable: true };
const TEXT = ".st-key-outputs_text";
const PAUSE_MS = 300; // pause in typing that commits a text
const REPEATING = ".st-key-step button";
const STAR = '[class*="st-key-chart_mark_star"]';
const OWN = ".st-key-sliders input[type=range]"; // sliders of one's own flower
const TABLE = '[class*="st-key-chart_"][class*="_slopes"]';
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set; // not React's own
let watching = false;

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
  let sent = 0; // number of the last update
  let sentAt = 0;
  // Streamlit sends what changes within one tick as one message, which reruns a single fragment if any
  // of it is for a fragment. So speak in a tick of our own; order.js delays clicks until it is sent.
  const speak = (tell) =>
    setTimeout(() => {
      window.argsoftSpoken = performance.now();
      tell();
    });
  const send = (values, isPut = false) => {
    sentAt = performance.now();
    const message = { values, number: ++sent, isPut };
    speak(() => picture().send("held", message));
    return sent;
  };
  const isAnswered = () => sent <= picture().seen || performance.now() - sentAt > PATIENCE_MS;

  let held = null; // control being dragged, with its strip and the values last shown and last sent
  let kept = null; // control released but not yet answered
  let taken = 0; // number of the last strip requested
  const value = ({ range }) => Number(range.ariaValueText); // a select slider's own value is an index
  const isCounted = ({ range }) => range.valueAsNumber !== Number(range.ariaValueText);
  const ask = (control, byKey = false) => {
    Object.assign(control, { asked: ++taken, askedAt: performance.now() });
    const asked = { field: control.field, value: value(control), number: taken, byKey };
    speak(() => window.argsoftAsk?.(asked));
  };
  const bring = async ({ detail: { number, places, strip } }) => {
    const asking = [held, playing, keyed].find((each) => each?.asked === number);
    if (!asking) return;
    asking.isAlone = !strip || !window.DecompressionStream;
    if (asking.isAlone) return window.argsoftStrips.free();
    Object.assign(asking, { strip: await window.argsoftStrips.unpack(strip), places });
    if (asking === playing) play();
    if (asking === keyed) moveByKey({ target: keyed.range });
  };
  const nearest = (places, at) =>
    places.reduce((best, place, n) => (Math.abs(place - at) < Math.abs(places[best] - at) ? n : best), 0);
  const put = ({ range }, place) => {
    if (Math.abs(place - range.valueAsNumber) < range.step / 2) return; // already there
    setValue.call(range, place);
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // Snap a slider that pauses to the positions of its strip, so that the charts are exact. Each snap
  // draws the slider anew, which takes as long as a chart.
  const snap = (control) => {
    if (!control.strip || isCounted(control)) return;
    put(control, control.places[nearest(control.places, value(control))]);
  };
  const show = ({ strip, places, range, number }, isReleased = false) => {
    let text = range.ariaValueText;
    if (strip) {
      const place = nearest(places, Number(text));
      window.argsoftStrips.show(strip, place);
      if (!isReleased) text = places[place].toFixed(text.split(".")[1]?.length ?? 0);
    }
    if (number && number !== document.activeElement && number.value !== text) number.value = text;
  };
  const follow = () => {
    const now = value(held);
    held.still = now === held.shown ? held.still + 1 : 0;
    if (!held.still) Object.assign(held, { shown: now, movedAt: performance.now(), isMoved: true });
    if (!held.isMoved) return;
    const pauses = held.still > STILL_FRAMES;
    const rests = pauses && performance.now() - held.movedAt > REST_MS;
    if (pauses) snap(held);
    held.isLost ||= held.range.disabled;
    if (held.strip) kept = null; // the strip is newer
    show(held);
    if (now !== held.last && isAnswered() && (held.isAlone || (held.strip && rests))) {
      held.last = now;
      send({ [held.field]: now });
    }
  };
  const look = () => {
    if (!held) return;
    if (!held.range.isConnected) return release();
    if (!held.strip && !held.isAlone && performance.now() - held.askedAt > PATIENCE_MS) ask(held);
    follow();
    requestAnimationFrame(look);
  };
  let gliding; // timer that ends the animation of the thumbs
  const glide = ({ target }) => {
    if (!target.closest?.(PRESETS)) return;
    clearTimeout(gliding);
    document.documentElement.dataset.gliding = "";
    gliding = setTimeout(stand, GLIDE_MS);
  };
  const stand = () => delete document.documentElement.dataset.gliding;
  let isOurs = false; // a press dispatched by commit()
  const press = ({ target, button }) => {
    if (isOurs) return;
    stand();
    keyed = null;
    if (!target.closest?.(TRAIN)) pause();
    repeat = { timer: target.closest?.(REPEATING) && !button && setTimeout(again, HOLD_MS) };
    const found = control(fieldOf(target));
    if (!found) return;
    held = found;
    held.start = held.last = held.shown = value(held);
    held.still = 0;
    ask(held);
    requestAnimationFrame(look);
  };
  const release = () => {
    if (isOurs) return;
    clearTimeout(repeat?.timer);
    if (!held) return;
    const left = held;
    held = null;
    if (left.isMoved) keep(left);
    else if (!kept) window.argsoftStrips.free();
  };
  // Keep showing the released value until the server has answered.
  const keep = (left) => {
    kept = left;
    let start = performance.now();
    let frames = 0;
    const look = () => {
      if (kept !== left) return;
      if (held?.range === left.range && held.isMoved) return (kept = null); // dragged again
      if (left.range.disabled) left.isLost = Boolean((start = performance.now())); // connection lost
      else if (left.isLost && !held && !document.body.inert) commit(left);
      if (++frames <= SETTLED_FRAMES) left.shown = value(left);
      // Streamlit commits only changes. If the slider is back at its start, update the charts here.
      const isBack = left.shown === left.start && left.last !== left.start;
      if (frames === SETTLED_FRAMES && isBack) left.message = send({ [left.field]: left.start });
      show(left, true);
      const isOver = frames > SETTLED_FRAMES && (value(left) !== left.shown || isDone(left));
      if (!isOver && left.range.isConnected && performance.now() - start < KEEP_MS) return requestAnimationFrame(look);
      kept = null;
      if (isDone(left)) window.argsoftStrips.settle();
      else window.argsoftStrips.free();
    };
    look();
  };
  const commit = (control) => {
    control.isLost = false;
    isOurs = true;
    const thumb = control.range.closest(STREAMLIT.thumb);
    for (const way of ["down", "up"]) thumb.dispatchEvent(new PointerEvent(`pointer${way}`, TOUCH));
    isOurs = false;
  };
  const isDone = (left) => {
    if (find(STREAMLIT.running)) return false;
    if (left.message) return picture().seen >= left.message;
    const off = Math.abs(picture().committed[left.field] - left.shown); // the slider may round
    return off < (isCounted(left) ? 1e-9 : left.range.step / 2);
  };
  // For arrow keys, the strip has every step, but reaches only a few steps.
  let keyed = null;
  let idle;
  const key = ({ target, key }) => {
    const isKeyed = KEYS.has(key) || (!key && target.matches?.(":focus-visible")); // or focused by keyboard
    const found = isKeyed && target.matches?.("input[type=range]") && control(fieldOf(target));
    if (!found || held || (keyed?.range === target && (!keyed.strip || placeOf(keyed) >= 0))) return;
    ask((keyed = found), true);
  };
  const placeOf = ({ places, range }) => places.findIndex((place) => Math.abs(place - Number(range.ariaValueText)) < 1e-9);
  const moveByKey = ({ target }) => {
    if (held || playing || keyed?.range !== target || !keyed.strip) return;
    requestAnimationFrame(() => {
      if (!keyed?.strip || placeOf(keyed) < 0) return;
      show(keyed);
      clearTimeout(idle);
      idle = setTimeout(() => held || kept || playing || window.argsoftStrips.free(), KEY_MS);
    });
  };
  let playing = null; // slider moved by a film, with its strip and position
  const film = (event) => {
    const isTrain = event.target.closest?.(TRAIN);
    if (!isTrain && !event.target.closest?.(PAUSE)) return;
    event.stopPropagation(); // no rerun
    const isFocused = document.activeElement === event.target.closest("button");
    if (isTrain && !playing) {
      ask((playing = control("at")));
    } else if (!isTrain) pause();
    document.documentElement.toggleAttribute("data-playing", Boolean(playing)); // swaps the buttons (style.css)
    if (isFocused) find(isTrain ? PAUSE : TRAIN).focus();
  };
  const play = () => {
    const { places, range } = playing;
    const place = nearest(places, range.valueAsNumber);
    Object.assign(playing, { place: place < places.length - 1 ? place : -1, due: 0 });
    requestAnimationFrame(playOn);
  };
  const playOn = (now) => {
    if (!playing) return;
    if (now >= playing.due) {
      playing.due = now + PICTURE_MS;
      playing.place += 1;
      put(playing, playing.places[playing.place]);
      window.argsoftStrips.show(playing.strip, playing.place);
      playing.number.value = playing.range.ariaValueText;
    }
    if (playing.place === playing.places.length - 1) return pause();
    requestAnimationFrame(playOn);
  };
  const pause = () => {
    const left = playing;
    playing = null;
    const isFocused = document.activeElement === find(PAUSE);
    document.documentElement.removeAttribute("data-playing");
    if (isFocused) find(TRAIN).focus();
    if (!left?.strip) return;
    commit(left);
    keep(left);
  };
  // Dragging the star of one's own flower sets both of its sliders. The star follows the pointer here,
  // and everything else follows from the server, which also sets the sliders on release.
  let star = null;
  const lift = (event) => {
    const plot = event.target.closest?.(STAR)?.querySelector(".js-plotly-plot");
    if (!plot || event.button) return;
    event.preventDefault();
    const ranges = [...document.querySelectorAll(OWN)];
    const { left, top, width, height } = event.target.getBoundingClientRect();
    const off = [event.clientX - left - width / 2, event.clientY - top - height / 2];
    star = { plot, ranges, off, at: null, values: null };
    drag(event);
    requestAnimationFrame(carry);
  };
  const drag = ({ clientX, clientY }) => {
    if (!star) return;
    const { left, top, width } = star.plot.getBoundingClientRect();
    const { xaxis, yaxis, width: drawn } = star.plot._fullLayout;
    const scale = width / drawn; // the projector view magnifies charts
    const at = [
      xaxis.p2d((clientX - star.off[0] - left) / scale - xaxis._offset),
      yaxis.p2d((clientY - star.off[1] - top) / scale - yaxis._offset),
    ];
    const within = star.ranges.map(({ min, max }, n) => Math.min(max, Math.max(min, at[n])));
    const values = within.map((each) => Number(each.toFixed(2)));
    star.isMoved ||= star.at && values.some((each, n) => each !== star.at[n]);
    star.at = values;
    star.values = Object.fromEntries(star.ranges.map((range, n) => [fieldOf(range), values[n]]));
  };
  // Shift the drawn star to where it is held; return whether the server has drawn it there.
  const shift = ({ at }) => {
    let isThere = true;
    for (const plot of document.querySelectorAll(`${STAR} .js-plotly-plot`)) {
      const { xaxis, yaxis } = plot._fullLayout ?? {};
      if (!xaxis) continue;
      const [{ x, y }] = plot.data;
      const [across, up] = [xaxis.d2p(at[0]) - xaxis.d2p(x[0]), yaxis.d2p(at.at(-1)) - yaxis.d2p(y[0])];
      isThere &&= Math.hypot(across, up) < 0.5;
      for (const points of plot.querySelectorAll(".points")) points.style.translate = `${across}px ${up}px`;
    }
    return isThere;
  };
  const carry = () => {
    if (!star) return;
    if (star.isMoved) {
      shift(star);
      const now = String(star.at);
      if (now !== star.last && isAnswered()) {
        star.last = now;
        send(star.values);
      }
    }
    requestAnimationFrame(carry);
  };
  const putDown = () => {
    const left = star;
    star = null;
    if (!left?.isMoved) return;
    send(left.values, true);
    const start = performance.now();
    const settle = () => {
      if (star || shift(left) || performance.now() - start > KEEP_MS) return;
      requestAnimationFrame(settle);
    };
    settle();
  };
  let repeat = null; // timer of a held button, and whether it has clicked before
  const again = () => {
    const button = find(REPEATING);
    if (!button) return;
    repeat = { timer: setTimeout(again, AGAIN_MS), clicked: true };
    if (find(STREAMLIT.running)) return; // still waiting for the answer
    button.click();
  };
  let still; // timer that commits a text
  const type = ({ target }) => {
    if (target.closest?.(TEXT)) {
      clearTimeout(still);
      const enter = { key: "Enter", ctrlKey: true, bubbles: true }; // commits a text area
      still = setTimeout(() => target.dispatchEvent(new KeyboardEvent("keydown", enter)), PAUSE_MS);
    }
  };

  const isPressedEnough = (event) => {
    const letGo = event.detail > 0 && repeat?.clicked && event.target.closest?.(REPEATING);
    if (letGo) event.stopPropagation();
  };

  // Clicking a cell of a slope table selects its row and column.
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
  listen(document, "pointerdown", lift);
  listen(window, "pointermove", drag);
  for (const event of ["pointerup", "pointercancel"]) listen(window, event, putDown);
  const hold = (event) => star && event.cancelable && event.preventDefault(); // no scrolling
  for (const event of ["touchstart", "touchmove"]) addEventListener(event, hold, { capture: true, passive: false });
  listen(window, "pointerup", release);
  listen(window, "pointercancel", release);
  addEventListener("argsoft-strip", bring);
  listen(document, "input", type);
  listen(document, "input", moveByKey);
  listen(document, "keydown", key);
  listen(document, "focusin", key);
  listen(document, "click", isPressedEnough);
  listen(document, "click", glide);
  listen(document, "click", film);
  listen(document, "click", point);
}
