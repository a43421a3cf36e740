// Brings an open page back. Once a lost connection is there again, Streamlit itself draws nothing: it
// trusts that the server still knows the page. A server that has been started anew does not, and what
// the visitor did next would be lost. So this asks for the page, which also says which server it
// comes from; where that is another one, the whole page is loaded anew by the link that it has. From
// the question on, nothing can be done on the page that would be answered and then lost.
const STATE = "data-test-connection-state";
const LOOK_MS = 50;
let server = null;
let ask = null;
let lost = false;
let link = null; // of the page when the connection was back
let leaving = false;

export default function watch({ data, setTriggerValue }) {
  server ??= begin(data.server);
  ask = () => setTriggerValue("back", true);
  if (data.server === server || leaving) return;
  leaving = document.body.inert = true;
  location.replace(link ?? location.href);
}

function begin(name) {
  new MutationObserver(look).observe(document.body, { attributeFilter: [STATE], subtree: true });
  return name;
}

function look() {
  const connected = document.querySelector(`[${STATE}=CONNECTED]`) !== null;
  if (connected && lost) askAlone();
  lost = !connected;
}

function askAlone() {
  const focus = document.activeElement;
  link = location.href;
  document.body.inert = true;
  ask();
  const wait = setInterval(() => {
    if (leaving || window.argsoftBusy()) return;
    clearInterval(wait);
    document.body.inert = false;
    focus?.focus({ preventScroll: true });
  }, LOOK_MS);
}
