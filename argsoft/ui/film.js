// Mends three things about a film. Plotly draws its buttons as mere pictures: this makes buttons of
// them, for the keyboard and for who has the page read aloud. For the ground of a map, Plotly puts
// a new picture in each time, which Firefox loads a moment late: until then, the last one stays. And
// Plotly plays by itself: what else tells the step is out of sight until the film is at rest and the
// page has followed.
const FILM = ".st-key-chart_film";
const BUTTON = ".updatemenu-button";
const LAYER = ".heatmaplayer";
const loaded = new WeakMap(); // the last picture that has loaded, of each map
const seen = new WeakSet();
const PLOT = ".js-plotly-plot";
const STEP = ".st-key-at_exact input";
const REST_MS = 400; // without a new picture, after which a film is at rest
const followed = new WeakSet();
const unsaid = document.documentElement.dataset; // the style sheet looks at it
let tell; // the page, where the film is at rest
let resting;
let watching = false;

export default function watch({ setTriggerValue }) {
  tell = (step) => setTriggerValue("film", step);
  if (watching) return;
  watching = true;
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  addEventListener("keydown", press);
  look();
}

function look() {
  const film = document.querySelector(FILM);
  if (!film) return forget(); // on most pages there is none, and each move of a slider comes by here
  film.querySelectorAll(PLOT).forEach(follow);
  film.querySelectorAll(`${BUTTON}:not([role])`).forEach(name);
  film.querySelectorAll(`${LAYER} .hm image`).forEach(bridge);
}

function follow(plot) {
  if (followed.has(plot) || !plot.on) return;
  followed.add(plot);
  forget(); // a new film begins where the page says
  plot.on("plotly_animatingframe", ({ name }) => show(name));
}

function forget() {
  clearTimeout(resting);
  if ("film" in unsaid) delete unsaid.film;
}

function show(step) {
  clearTimeout(resting);
  unsaid.film = "playing";
  resting = setTimeout(rest, REST_MS, step);
}

function rest(step) {
  unsaid.film = step;
  if (!isSaid(step)) tell(Number(step));
  wait(step);
}

function wait(step) {
  if (unsaid.film !== step) return;
  if (isSaid(step)) return forget();
  requestAnimationFrame(() => wait(step));
}

function isSaid(step) {
  const isDrawn = document.querySelector(`.st-key-after_step_${step}`) !== null;
  return isDrawn && document.querySelector(STEP).value === step;
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
