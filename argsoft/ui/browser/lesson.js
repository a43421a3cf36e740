// Tell the notes of a lesson, in another window of this browser, which step is on; there, mark it.
const channel = new BroadcastChannel("argsoft-lesson");
const WHICH = "which step?";
let watching = false;
let told = "";
let heard = "";

export default function watch() {
  if (watching) return;
  watching = true;
  channel.addEventListener("message", ({ data }) => {
    if (data !== WHICH) return mark((heard = data));
    told = "";
    tell();
  });
  const settled = { attributeFilter: [STREAMLIT.scriptState], subtree: true };
  new MutationObserver(() => (tell(), mark(heard))).observe(document.body, settled);
  channel.postMessage(WHICH);
  tell();
}

function tell() {
  const query = new URLSearchParams(location.search);
  const lesson = query.get("lesson");
  const step = lesson ? `${lesson}_${query.get("lesson_step") ?? 1}` : "";
  if (step && step !== told) channel.postMessage(step);
  told = step;
}

function mark(step) {
  const now = step && document.querySelector(`.st-key-stage_${CSS.escape(step)}`);
  if (!now || now.ariaCurrent) return;
  document.querySelectorAll("[class*=st-key-stage_][aria-current]").forEach((old) => (old.ariaCurrent = null));
  now.ariaCurrent = "step";
  now.scrollIntoView({ block: "center" });
}
