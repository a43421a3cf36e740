// Scroll to the top when a question for the class, or a room, is opened: its button is far down the page.
const KINDS = ":is(.st-key-kinds, .st-key-open_room, .st-key-join_room) button";
let watching = false;

export default function watch() {
  if (watching) return;
  watching = true;
  addEventListener("click", asked, { capture: true });
}

function asked({ target }) {
  const scrolled = target.closest?.(KINDS)?.closest(STREAMLIT.scrolled);
  if (scrolled) scrolled.scrollTop = 0;
}
