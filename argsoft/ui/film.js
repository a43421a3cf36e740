// Mends two things about a film. Plotly draws its buttons as mere pictures: this makes buttons of
// them, for the keyboard and for who has the page read aloud. And for the ground of a map, Plotly puts
// a new picture in each time, which Firefox loads a moment late: until then, the last one stays.
const FILM = ".st-key-chart_film";
const BUTTON = ".updatemenu-button";
const LAYER = ".heatmaplayer";
const loaded = new WeakMap(); // the last picture that has loaded, of each map
const seen = new WeakSet();
let watching = false;

export default function watch() {
  if (watching) return;
  watching = true;
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  addEventListener("keydown", press);
  look();
}

function look() {
  const film = document.querySelector(FILM);
  if (!film) return; // on most pages there is none, and each move of a slider comes by here
  film.querySelectorAll(`${BUTTON}:not([role])`).forEach(name);
  film.querySelectorAll(`${LAYER} .hm image`).forEach(bridge);
}

function name(button) {
  button.setAttribute("role", "button");
  button.setAttribute("aria-label", button.textContent);
  button.setAttribute("tabindex", "0");
}

function press(event) {
  const button = event.target.closest?.(BUTTON);
  if (!button || !["Enter", " "].includes(event.key)) return;
  event.preventDefault();
  button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
}

function bridge(picture) {
  if (seen.has(picture)) return;
  seen.add(picture);
  const home = picture.closest(LAYER).parentNode;
  const last = loaded.get(home);
  if (!last) return loaded.set(home, picture);
  if (!last.isConnected) home.prepend(last);
  picture.addEventListener("load", () => {
    home.querySelectorAll(":scope > image").forEach((each) => each.remove());
    loaded.set(home, picture);
    if (!picture.isConnected) home.prepend(picture); // the next one has come, but not loaded yet
  });
}
