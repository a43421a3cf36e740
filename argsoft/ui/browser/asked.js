// Begins a question for a room at the top of the page: the button that asks it stands far below.
const KINDS = ".st-key-kinds button";
const SCROLLED = ".stMain";
let watching = false;

export default function watch() {
  if (watching) return;
  watching = true;
  addEventListener("click", asked, { capture: true });
}

function asked({ target }) {
  const scrolled = target.closest?.(KINDS)?.closest(SCROLLED);
  if (scrolled) scrolled.scrollTop = 0;
}
