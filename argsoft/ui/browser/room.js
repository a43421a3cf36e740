// Keep in this tab alone which room it leads, or how it voted there, so that a reload, another server
// or a server that has forgotten the room loses nothing. A tab that was asleep asks what has changed.
const PREFIX = "argsoft-room-";
let wake = null;

export default function keep({ data, setTriggerValue }) {
  if (!wake) document.addEventListener("visibilitychange", () => document.hidden || wake());
  wake = () => setTriggerValue("woke", true);
  if (data.first) write(PREFIX + data.first.id, data.first); // for the next room, if this one is closed
  const name = PREFIX + data.code;
  const before = read(name);
  if (!data.keep) remove(name);
  else if (before && before.id !== data.keep.id && !data.isFinal) setTriggerValue("kept", before);
  else write(name, data.keep);
}

// A browser may forbid storage; then a reload makes a new voter.
function read(name) {
  try {
    return JSON.parse(sessionStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {}
}

function remove(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {}
}
