// Keeps the browser's history as people mean it: one entry for a page turned, none for a state set.
// Streamlit makes an entry for each value that Python puts into the link, and while a page is turned
// it takes from the link of the page that is left what belongs to its controls.
let turning = null; // the link of a page that is being left
let watching = false;

export default function watch({ data }) {
  if (watching) return;
  watching = true;
  const { pushState, replaceState } = History.prototype;
  const long = new RegExp(`([?&](?:${data.fields.join("|")})=-?\\d+)\\.0+(?=&|#|$)`, "g");
  const tidy = (url) => url && String(url).replace(long, "$1"); // 5, where Python says 5.0
  const replace = (state, url) => replaceState.call(history, state, "", tidy(url));
  if (tidy(location.href) !== location.href) replace(history.state, location.href);
  addEventListener("click", leave, { capture: true });
  history.replaceState = (state, _, url) => replace(state, url);
  history.pushState = (state, _, url) => {
    if (new URL(url, location.href).pathname === location.pathname) return replace(state, url);
    if (turning) replace(history.state, turning);
    turning = null;
    pushState.call(history, state, "", tidy(url));
  };
}

function leave({ target }) {
  const way = target.closest?.("a[href]");
  turning = way && way.pathname !== location.pathname ? location.href : null;
}
