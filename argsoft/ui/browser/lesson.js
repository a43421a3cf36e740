// Tell the notes of a lesson, in another window of this browser, which step is on; there, mark it.
const channel = new BroadcastChannel("argsoft-lesson");
let told = "";
let heard = "";

export default function watch() {
  if (!told) {
    channel.addEventListener("message", ({ data }) => mark((heard = data)));
    new MutationObserver(() => mark(heard)).observe(document.body, { childList: true, subtree: true });
  }
  tell();
}

function tell() {
  const query = new URLSearchParams(location.search);
  const lesson = query.get("lesson");
  told = lesson ? `${lesson}_${query.get("lesson_step") ?? 1}` : "none";
  if (lesson) channel.postMessage(told);
}

function mark(step) {
  const now = step && document.querySelector(`.st-key-stage_${step}`);
  if (!now || now.ariaCurrent) return;
  document.querySelectorAll("[class*=st-key-stage_][aria-current]").forEach((old) => (old.ariaCurrent = null));
  now.ariaCurrent = "step";
  now.scrollIntoView({ block: "center" });
}
