// One thing after another. Streamlit loses a number that is being typed, a click, or the whole page
// when a field is left by pressing something else, or a page by a link while an answer is still on
// its way. So a click waits until what was typed before it has been committed and answered. A page
// that stands empty all the same is asked for again.
const FIELD = ".stMain :is(input:not([type=range], [type=radio], [type=checkbox], [role=combobox]), textarea)";
const CONTROL = "a[href], button, label, input, [role=button]";
const STATE = "data-test-script-state";
const WAY = "a[href]";
const SETTLED_MS = 1500; // after which nothing that was typed is on its way
const QUIET_MS = 120; // without a word from the server, after which an answer is complete
const DEAF_MS = 1500; // without a run, after which none is expected any more
const PATIENCE_MS = 20_000; // for a run
const LOOK_MS = 20;
const EMPTY_MS = 1000;
const MOST_TRIES = 3;
const CONTENT = ".stMain :is(.stMarkdown, .js-plotly-plot, .stSlider, .stRadio, .stTextArea, .stButton)";
const AROUND = ".st-key-foot, .st-key-key_names, .st-key-notice, .st-key-show_all, .st-key-scripts";
let edit = null; // the last typing: in which field, and when
let pressed = null; // what the pointer went down on
let queue = []; // what finds each control whose click waits
let passing = false; // our own click
let sent = 0; // when something last went to the server,
let heard = 0; // came from it,
let ran = 0; // and when a run last began or ended
let again = null;

export default function watch({ setTriggerValue }) {
  if (!again) begin();
  again = () => setTriggerValue("back", true);
}

function begin() {
  overhear();
  window.argsoftBusy = busy; // see connection.js
  new MutationObserver(() => (ran = now())).observe(document.body, { attributeFilter: [STATE], subtree: true });
  const listen = (event, act) => addEventListener(event, act, { capture: true });
  listen("input", ({ target }) => target.matches?.(FIELD) && (edit = { field: target, at: now() }));
  listen("pointerdown", ({ target }) => (pressed = target.closest?.(CONTROL)));
  listen("click", hold);
  setInterval(refill, EMPTY_MS / 4);
}

const now = () => performance.now();
const running = () => document.querySelector(`[${STATE}=running]`) !== null;

// Streamlit does not tell whether what a page has sent was answered.
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
  // Where an answer moved the page under the pointer, the click comes to what lies around both.
  const moved = pressed && event.target !== pressed && event.target.contains(pressed);
  const target = moved ? pressed : event.target.closest?.(CONTROL);
  pressed = null;
  if (!target) return;
  const isWay = target.matches(WAY);
  if (!queue.length && !isOpen(target) && !(isWay && busy())) return;
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

// Streamlit may put another element into the place of one that waits.
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
