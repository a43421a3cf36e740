// A button that copies a text. A page that did not come by https may not use the clipboard itself;
// there the text is selected and copied as by hand.
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
  button.after(box); // within the dialog, which keeps the focus to itself
  box.select();
  document.execCommand("copy");
  box.remove();
  button.focus();
}
