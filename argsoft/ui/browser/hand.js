// Lets the charts follow the hand. A slider that is taken brings a strip: what the page is at each of
// its places (live.py). Where there is none, the value goes to the server while the slider is held,
// where Streamlit itself sends it on release. It reads and moves what the controls show and knows
// nothing of softmax. Where the page is not built as it expects, it finds no control and stays silent:
// the page then follows the release.
const PATIENCE_MS = 2000; // then an unanswered update counts as lost
const REST_MS = 400; // without a move, after which the rest of the page follows
const KEEP_MS = 10_000; // at most, that what was let go of stays until it is answered
const SETTLED_FRAMES = 3; // after which a slider shows where it was let go of
const HOLD_MS = 500; // then a button that is held counts as pressed again,
const AGAIN_MS = 200; // and again
const KEYS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]);
const KEY_MS = 800; // after which a key's answer is there
const PRESETS = ".st-key-presets button";
const GLIDE_MS = 3000; // at most, until a preset has been answered and its glide is over
const TRAIN = ".st-key-train button";
const PAUSE = ".st-key-pause button";
const PICTURE_MS = 75; // of a film
const TOUCH = { pointerId: 1, pointerType: "mouse", isPrimary: true, button: 0, bubbles: true, cancelable: true };
const TEXT = ".st-key-outputs_text";
const PAUSE_MS = 300; // in typing, after which a text is committed
const REPEATING = ".st-key-step button";
const TABLE = '[class*="st-key-chart_"][class*="_slopes"]';
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set; // React has its own
let watching = false;

// `data` has the names of the fields.
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
  let sent = 0; // the last update
  let sentAt = 0;
  const send = (values) => {
    sentAt = performance.now();
    picture().send("held", { values, number: ++sent });
    return sent;
  };
  const isAnswered = () => sent <= picture().seen || performance.now() - sentAt > PATIENCE_MS;

  let held = null; // the control under the pointer, its strip, and the value last shown and last sent
  let kept = null; // the one that was let go of, as long as the server has not answered
  let taken = 0; // the last strip that was asked for
  const value = ({ range }) => Number(range.ariaValueText); // a logarithmic track counts its stops
  const isCounted = ({ range }) => range.valueAsNumber !== Number(range.ariaValueText);
  const ask = (control, byKey = false) => {
    Object.assign(control, { asked: ++taken, askedAt: performance.now() });
    window.argsoftAsk?.({ field: control.field, value: value(control), number: taken, byKey });
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
    if (Math.abs(place - range.valueAsNumber) < range.step / 2) return; // as near as it can be
    setValue.call(range, place);
    range.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // A hand puts a slider at the places of its strip, and nowhere between: what is shown is then exact.
  // This is only for a slider that shows its last move; else it would be put back to the one before.
  const snap = (control) => {
    if (!control.strip || isCounted(control)) return;
    put(control, control.places[nearest(control.places, value(control))]);
  };
  const show = ({ strip, places, range, number }) => {
    const text = range.ariaValueText;
    if (strip) window.argsoftStrips.show(strip, nearest(places, Number(text)));
    if (number && number !== document.activeElement && number.value !== text) number.value = text;
  };
  const follow = () => {
    const now = value(held);
    if (now !== held.shown) Object.assign(held, { shown: now, movedAt: performance.now(), isMoved: true });
    if (!held.isMoved) return;
    const rests = performance.now() - held.movedAt > REST_MS;
    if (rests) snap(held);
    held.isLost ||= held.range.disabled;
    if (held.strip) kept = null; // the server had answered that before
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
  let gliding; // the thumbs, after a preset has been pressed
  const glide = ({ target }) => {
    if (!target.closest?.(PRESETS)) return;
    clearTimeout(gliding);
    document.documentElement.dataset.gliding = "";
    gliding = setTimeout(stand, GLIDE_MS);
  };
  const stand = () => delete document.documentElement.dataset.gliding;
  let isOurs = false; // a press that commits what stands there
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
    held.moves = new MutationObserver(() => snap(found)); // it now shows a move
    held.moves.observe(held.range, { attributeFilter: ["aria-valuetext"] });
    ask(held);
    requestAnimationFrame(look);
  };
  const release = () => {
    if (isOurs) return;
    clearTimeout(repeat?.timer);
    if (!held) return;
    const left = held;
    held = null;
    left.moves.disconnect();
    if (left.isMoved) keep(left);
    else if (!kept) window.argsoftStrips.free();
  };
  // What was let go of stays as the hand has made it, until the server has answered.
  const keep = (left) => {
    kept = left;
    let start = performance.now();
    let frames = 0;
    const look = () => {
      if (kept !== left) return;
      if (held?.range === left.range && held.isMoved) return (kept = null); // it is in the hand again
      if (left.range.disabled) left.isLost = Boolean((start = performance.now())); // as there is no connection
      else if (left.isLost && !held && !document.body.inert) commit(left);
      if (++frames <= SETTLED_FRAMES) left.shown = value(left);
      // Streamlit commits what has changed; back at the start, only this tells the charts.
      const isBack = left.shown === left.start && left.last !== left.start;
      if (frames === SETTLED_FRAMES && isBack) left.message = send({ [left.field]: left.start });
      show(left);
      const isOver = frames > SETTLED_FRAMES && (value(left) !== left.shown || isDone(left));
      if (!isOver && left.range.isConnected && performance.now() - start < KEEP_MS) return requestAnimationFrame(look);
      kept = null;
      window.argsoftStrips.free();
    };
    look();
  };
  const commit = (control) => {
    control.isLost = false;
    isOurs = true;
    const thumb = control.range.closest("[data-rac]");
    for (const way of ["down", "up"]) thumb.dispatchEvent(new PointerEvent(`pointer${way}`, TOUCH));
    isOurs = false;
  };
  const isDone = (left) => {
    if (find("[data-test-script-state=running]")) return false;
    if (left.message) return picture().seen >= left.message;
    const off = Math.abs(picture().committed[left.field] - left.shown); // what is shown may be rounded
    return off < (isCounted(left) ? 1e-9 : left.range.step / 2);
  };
  // Keys go on step by step, so their strip is fine, and reaches as far as some presses.
  let keyed = null;
  let idle;
  const key = ({ target, key }) => {
    const isKeyed = KEYS.has(key) || (!key && target.matches?.(":focus-visible")); // or has come to it by keys
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
  let playing = null; // the slider that a film moves, its strip, and its place
  const film = (event) => {
    const isTrain = event.target.closest?.(TRAIN);
    if (!isTrain && !event.target.closest?.(PAUSE)) return;
    event.stopPropagation(); // nobody else need know
    const isFocused = document.activeElement === event.target.closest("button");
    if (isTrain && !playing) {
      ask((playing = control("at")));
    } else if (!isTrain) pause();
    document.documentElement.toggleAttribute("data-playing", Boolean(playing)); // shows the other button
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
  let repeat = null; // a button that is held: its next click, and whether there was one before
  const again = () => {
    const button = find(REPEATING);
    if (!button) return;
    repeat = { timer: setTimeout(again, AGAIN_MS), clicked: true };
    if (find("[data-test-script-state=running]")) return; // its answer is still on the way
    button.click();
  };
  let still; // the typing of a text
  const type = ({ target }) => {
    if (target.closest?.(TEXT)) {
      clearTimeout(still);
      const enter = { key: "Enter", ctrlKey: true, bubbles: true }; // what commits a text
      still = setTimeout(() => target.dispatchEvent(new KeyboardEvent("keydown", enter)), PAUSE_MS);
    }
  };

  const isPressedEnough = (event) => {
    const letGo = event.detail > 0 && repeat?.clicked && event.target.closest?.(REPEATING);
    if (letGo) event.stopPropagation();
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
