// Lets a key press what stands at the foot of the page, whatever has the focus, and tells the style
// sheet how high the window is.
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
  event.preventDefault();
  document.querySelector(keys[name])?.click();
}

function measure() {
  document.documentElement.style.setProperty("--window-height", innerHeight);
}
