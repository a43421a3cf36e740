// Close a false "Page not found". The first visitor after a server start who opens a deep link sees
// it above the right page: Streamlit looks the page up before app.py has registered any.
const FALSE_ALARM_MS = 3000;
let watching = false;

export default function watch({ data }) {
  if (watching) return;
  watching = true;
  const here = data.paths.find((path) => path && location.pathname.endsWith(`/${path}`));
  if (here) recall(here, performance.now() + FALSE_ALARM_MS);
}

function recall(path, end) {
  const dialog = document.querySelector('[role="dialog"]');
  const alarm = dialog?.textContent.includes(STREAMLIT.falseAlarm) && dialog.querySelector('[aria-label="Close"]');
  if (alarm && location.pathname.endsWith(`/${path}`)) alarm.click();
  else if (performance.now() < end) requestAnimationFrame(() => recall(path, end));
}
