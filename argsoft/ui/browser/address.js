// Keep one history entry per page, and none per state. Streamlit adds an entry for each value that
// Python writes to the link and, on a page change, strips the old page's parameters from its entry.
let turning = null; // link of the page being left
let watching = false;

export default function watch({ data }) {
  if (watching) return;
  watching = true;
  const { pushState, replaceState } = History.prototype;
  const long = new RegExp(`([?&](?:${data.fields.join("|")})=-?\\d+)\\.0+(?=&|#|$)`, "g");
  const tidy = (url) => url && String(url).replace(long, "$1"); // 5 instead of Python's 5.0
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
