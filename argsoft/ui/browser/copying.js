// A copy button. The clipboard API needs HTTPS; without it, select the text and run the copy command.
export default function copying({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(data.text);
    else byHand(data.text, button);
    button.textContent = data.done;
  };
}

function byHand(text, button) {
  const box = document.createElement("textarea");
  box.value = text;
  button.after(box); // inside the dialog, which traps the focus
  box.select();
  document.execCommand("copy");
  box.remove();
  button.focus();
}
