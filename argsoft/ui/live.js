// Sends the value of a slider while it is held, and of a number while it is typed, so that the
// charts follow the hand: Streamlit itself sends it on release. It reads what the control shows and
// computes nothing. Where the page is not built as it expects, it finds no control and stays silent.
const IN_FLIGHT = 3; // updates on their way at once: hides a slow network, yet never builds a queue
const PATIENCE_MS = 1000; // then an unanswered update counts as lost
const mounts = new Map();

// Streamlit calls this anew at each run of the fragment.
export default function live({ key, data, parentElement, setTriggerValue, setStateValue }) {
  if (!mounts.has(key)) mounts.set(key, follow(key, setStateValue));
  const mount = mounts.get(key);
  Object.assign(mount, { fields: data.fields, element: parentElement, send: setTriggerValue });
  mount.answered = Math.max(mount.answered, data.answered);
}

function follow(key, setStateValue) {
  const stop = new AbortController();
  const mount = { sent: 0, answered: 0, sentAt: 0 };
  const fieldOf = (element, suffix) =>
    mount.fields.find((field) => element.closest?.(`.st-key-${field}${suffix}`));
  const send = (held) => {
    mount.sentAt = performance.now();
    mount.send("held", { ...held, number: ++mount.sent });
  };

  let slider = null; // the one under the pointer: its field, its native input, the value last sent
  const look = () => {
    if (!slider) return;
    const waiting = mount.sent - mount.answered;
    const room = waiting < IN_FLIGHT || performance.now() - mount.sentAt > PATIENCE_MS;
    if (slider.input.value !== slider.last && room) report();
    requestAnimationFrame(look);
  };
  const report = () => {
    slider.last = slider.input.value;
    if (slider.number) slider.number.value = slider.input.ariaValueText;
    send({ field: slider.field, value: slider.input.valueAsNumber });
  };
  const press = ({ target }) => {
    const field = fieldOf(target, "");
    const input = field && document.querySelector(`.st-key-${field} input[type=range]`);
    if (!input) return;
    const number = document.querySelector(`.st-key-${field}_exact input[type=number]`);
    slider = { field, input, number, last: input.value };
    requestAnimationFrame(look);
  };
  const release = () => {
    if (slider && slider.input.value !== slider.last) report();
    slider = null;
  };
  const type = ({ target }) => {
    const field = fieldOf(target, "_exact");
    if (!field || target.type !== "number") return;
    const { badInput, rangeUnderflow, rangeOverflow } = target.validity;
    const usable = target.value !== "" && !badInput && !rangeUnderflow && !rangeOverflow;
    send({ field, value: usable ? target.valueAsNumber : null });
  };
  const listen = (target, event, act) =>
    target.addEventListener(event, (e) => (mount.element.isConnected ? act(e) : leave()), {
      capture: true,
      signal: stop.signal,
    });
  const leave = () => (stop.abort(), mounts.delete(key));
  listen(document, "pointerdown", press);
  listen(window, "pointerup", release);
  listen(window, "pointercancel", release);
  listen(document, "input", type);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const tell = () => setStateValue("reduced_motion", calm.matches);
  if (calm.matches) tell();
  listen(calm, "change", tell);
  return mount;
}
