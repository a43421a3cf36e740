// Brings an open page back. Once a lost connection is there again, Streamlit itself draws nothing: it
// trusts that the server still knows the page. A server that has been started anew does not, and what
// the visitor did next would be lost. So this asks for the page, which also says which server it
// comes from; where that is another one, the whole page is loaded anew by the link that it had.
const STATE = "data-test-connection-state";
let server = null;
let ask = null;
let lost = false;
let link = null; // of the page when the connection was lost

export default function watch({ data, setTriggerValue }) {
  server ??= begin(data.server);
  if (data.server !== server) location.replace(link ?? location.href);
  ask = () => setTriggerValue("back", true);
}

function begin(name) {
  new MutationObserver(look).observe(document.body, { attributeFilter: [STATE], subtree: true });
  return name;
}

function look() {
  const connected = document.querySelector(`[${STATE}=CONNECTED]`) !== null;
  if (!connected && !lost) link = location.href;
  if (connected && lost) ask();
  lost = !connected;
}
