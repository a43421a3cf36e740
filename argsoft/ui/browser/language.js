// Keeps the page whole in a browser of another language.
//
// The page is in English, whatever the browser is in: a slider that takes its direction from the
// browser would run from right to left beside charts that run from left to right.
//
// A browser that translates the page puts elements in the place of its texts. What the page then says
// into such a text nobody sees, and taking it away fails. So a text that changes goes back to where it
// was, to be translated anew.
const LOCALE = Symbol.for("react-aria.i18n.locale"); // React Aria's own way to be told
const stands = new WeakMap(); // what stands in the place of a text
let watching = false;

export default function watch() {
  if (watching) return;
  watching = true;
  window[LOCALE] = document.documentElement.lang || "en";
  dispatchEvent(new Event("languagechange"));
  const changes = new MutationObserver((records) => records.forEach(back));
  new MutationObserver((records) => records.forEach((record) => follow(record, changes))).observe(
    document.body,
    { childList: true, subtree: true },
  );
  forgive("removeChild", (parent, child) => [child]);
  forgive("insertBefore", (parent, child, next) => [child, next]);
}

// A text that has been replaced is watched where it is now: nowhere.
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

// React takes away, or puts something before, a text that stands nowhere: its translation does.
function forgive(name, involved) {
  const own = Node.prototype[name];
  Node.prototype[name] = function (...nodes) {
    for (const node of involved(this, ...nodes)) if (node && stands.has(node)) back({ target: node });
    return own.apply(this, nodes);
  };
}
