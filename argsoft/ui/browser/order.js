// Serialize input. Streamlit loses typed text, a click, or the whole page if a click follows typing at
// once, a link is followed while an answer is pending, or a click gets into a message for a fragment.
// So delay each click until what came before has been committed and answered. If a page still stays
// empty, request it again.
const FIELD = `${STREAMLIT.scrolled} :is(input:not([type=range], [type=radio], [type=checkbox], [role=combobox]), textarea)`;
const CONTROL = "a[href], button, label, input, [role=button]";
const WAY = "a[href]";
const SETTLED_MS = 1500; // after typing; then no text is pending
const QUIET_MS = 120; // without a message; then an answer is complete
const DEAF_MS = 1500; // without a run; then none is expected
const PATIENCE_MS = 20_000; // longest wait for a run
const LOOK_MS = 20;
const UNSENT_MS = 300; // after hand.js spoke; then nothing of it is left to be sent
const EMPTY_MS = 1000;
const MOST_TRIES = 3;
const CONTENT = `${STREAMLIT.scrolled} :is(${STREAMLIT.elements}, .js-plotly-plot)`;
const AROUND = ".st-key-foot, .st-key-key_names, .st-key-notice, .st-key-show_all, .st-key-scripts";
let edit = null; // field typed in last, and when
let pressed = null; // control of the last pointerdown
let queue = []; // functions that find the controls of delayed clicks
let passing = false; // whether a click is our own
let sent = 0; // time of the last message to the server,
let heard = 0; // of the last one from it,
let ran = 0; // and of the last start or end of a run
let again = null;

export default function watch({ setTriggerValue }) {
  if (!again) begin();
  again = () => setTriggerValue("back", true);
}

function begin() {
  overhear();
  window.argsoftBusy = busy; // see connection.js
  new MutationObserver(() => (ran = now())).observe(document.body, { attributeFilter: [STREAMLIT.scriptState], subtree: true });
  const listen = (event, act) => addEventListener(event, act, { capture: true });
  listen("input", ({ target }) => target.matches?.(FIELD) && (edit = { field: target, at: now() }));
  listen("pointerdown", ({ target }) => (pressed = target.closest?.(CONTROL)));
  listen("click", hold);
  setInterval(refill, EMPTY_MS / 4);
}

const now = () => performance.now();
const running = () => document.querySelector(STREAMLIT.running) !== null;

// Streamlit does not expose whether a message was answered.
function overhear() {
  const send = WebSocket.prototype.send;
  const known = new WeakSet();
  WebSocket.prototype.send = function (...message) {
    sent = now();
    if (!known.has(this)) this.addEventListener("message", () => (heard = now()));
    known.add(this);
    return send.apply(this, message);
  };
}

function busy() {
  if (sent > ran) return now() - sent < DEAF_MS;
  return running() || now() - Math.max(heard, ran) < QUIET_MS;
}

// Whether a message of hand.js has yet to be sent.
const speaking = () => window.argsoftSpoken > sent && now() - window.argsoftSpoken < UNSENT_MS;

async function calm() {
  const start = now();
  do await new Promise((go) => setTimeout(go, LOOK_MS));
  while (busy() && now() - start < PATIENCE_MS);
}

function isOpen(target) {
  if (edit && now() - edit.at > SETTLED_MS && !busy()) edit = null;
  return edit !== null && edit.field !== target && !edit.field.closest("label")?.contains(target);
}

function hold(event) {
  if (passing || event.ctrlKey || event.metaKey || event.shiftKey) return;
  // If the page moved under the pointer, the click's target is a common ancestor.
  const moved = pressed && event.target !== pressed && event.target.contains(pressed);
  const target = moved ? pressed : event.target.closest?.(CONTROL);
  pressed = null;
  if (!target) return;
  const isWay = target.matches(WAY);
  if (!queue.length && !isOpen(target) && !speaking() && !(isWay && busy())) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  queue.push(finder(target));
  if (queue.length === 1) release();
}

async function release() {
  if (edit?.field.isConnected) commit(edit.field);
  edit = null;
  while (queue.length) {
    await calm();
    const target = queue[0]();
    passing = true;
    target?.click();
    passing = false;
    queue.shift();
  }
}

function commit(field) {
  const enter = { key: "Enter", ctrlKey: field.matches("textarea"), bubbles: true };
  field.dispatchEvent(new KeyboardEvent("keydown", enter));
}

// Streamlit may replace the element while its click is delayed.
function finder(target) {
  const key = [...(target.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-"));
  const peers = () => [...document.querySelectorAll(`${key ? `.${key} ` : ""}${target.tagName}`)];
  const place = peers().indexOf(target);
  return () => (target.isConnected ? target : peers()[place]);
}

let emptySince = null;
let tries = 0;
function refill() {
  const isFull = [...document.querySelectorAll(CONTENT)].some((element) => !element.closest(AROUND));
  if (isFull) tries = 0;
  if (isFull || busy() || document.hidden) emptySince = null;
  else emptySince ??= now();
  if (emptySince === null || now() - emptySince < EMPTY_MS || tries >= MOST_TRIES) return;
  emptySince = null;
  tries += 1;
  again();
}
