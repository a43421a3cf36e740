// Support browsers in other languages.
//
// Set the page's language, and React Aria's locale, to the one the page is written in. In a
// right-to-left browser, sliders would otherwise run against the charts.
//
// When a browser translates the page, it replaces text nodes by elements. React would then update text
// that nobody sees, and fail to remove it. So put a text node back when it changes; the browser
// translates it again.
const LOCALE = Symbol.for(STREAMLIT.locale);
const stands = new WeakMap(); // translation in place of each text node
let watching = false;

export default function watch({ data }) {
  if (document.documentElement.lang !== data.language || !watching) {
    window[LOCALE] = document.documentElement.lang = data.language;
    dispatchEvent(new Event("languagechange"));
  }
  if (watching) return;
  watching = true;
  const changes = new MutationObserver((records) => records.forEach(back));
  new MutationObserver((records) => records.forEach((record) => follow(record, changes))).observe(
    document.body,
    { childList: true, subtree: true },
  );
  forgive("removeChild", (parent, child) => [child]);
  forgive("insertBefore", (parent, child, next) => [child, next]);
}

// Watch a replaced text node, although it is no longer in the document.
function follow({ addedNodes, removedNodes, previousSibling, nextSibling }, changes) {
  const text = [...removedNodes].find((node) => node.nodeType === Node.TEXT_NODE && !node.isConnected);
  const translation = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
  if (!text || !translation) return;
  stands.set(text, translation);
  changes.observe(text, { characterData: true });
}

function back({ target }) {
  const translation = stands.get(target);
  if (translation?.isConnected) translation.replaceWith(target);
  stands.delete(target);
}

// Restore a replaced text node before React removes it or inserts something before it.
function forgive(name, involved) {
  const own = Node.prototype[name];
  Node.prototype[name] = function (...nodes) {
    for (const node of involved(this, ...nodes)) if (node && stands.has(node)) back({ target: node });
    return own.apply(this, nodes);
  };
}
