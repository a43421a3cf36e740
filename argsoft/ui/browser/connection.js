// Restore an open page after the connection was lost. Streamlit does not rerun on reconnection, so a
// restarted server does not know the page and would lose the next input. So request a rerun, which
// also names the server, and reload from the link if it is a new one. Until the answer arrives, the
// page is inert, so that no input is lost.
const LOOK_MS = 50;
let server = null;
let ask = null;
let lost = false;
let link = null; // link of the page on reconnection
let leaving = false;

export default function watch({ data, setTriggerValue }) {
  server ??= begin(data.server);
  ask = () => setTriggerValue("back", true);
  if (data.server === server || leaving) return;
  leaving = document.body.inert = true;
  location.replace(link ?? location.href);
}

function begin(name) {
  new MutationObserver(look).observe(document.body, { attributeFilter: [STREAMLIT.connectionState], subtree: true });
  return name;
}

function look() {
  const connected = document.querySelector(STREAMLIT.connected) !== null;
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
