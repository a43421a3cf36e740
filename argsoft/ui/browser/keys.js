// Click the footer's links and buttons by key, whatever has the focus, and tell the style sheets the
// height of the window.
let keys = null;

export default function watch({ data }) {
  if (!keys) {
    measure();
    addEventListener("resize", measure);
    addEventListener("keydown", pressed, { capture: true });
  }
  keys = data.keys;
}

function pressed(event) {
  const { key, altKey, ctrlKey, metaKey, shiftKey, repeat } = event;
  const name = `${altKey ? "Alt+" : ""}${key}`;
  if (ctrlKey || metaKey || shiftKey || repeat || !Object.hasOwn(keys, name)) return;
  const way = document.querySelector(keys[name]);
  if (!way) return; // Page Down scrolls
  event.preventDefault();
  way.click();
}

function measure() {
  document.documentElement.style.setProperty("--window-height", innerHeight);
}
