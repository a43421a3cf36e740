// Plotly draws the buttons of a film as mere pictures: this makes buttons of them, for the keyboard
// and for who has the page read aloud.
const BUTTON = ".updatemenu-button";
let named = false;

export default function watch() {
  if (named) return;
  named = true;
  new MutationObserver(name).observe(document.body, { childList: true, subtree: true });
  addEventListener("keydown", press);
  name();
}

function name() {
  for (const button of document.querySelectorAll(`${BUTTON}:not([role])`)) {
    button.setAttribute("role", "button");
    button.setAttribute("aria-label", button.textContent);
    button.setAttribute("tabindex", "0");
  }
}

function press(event) {
  const button = event.target.closest?.(BUTTON);
  if (!button || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}
