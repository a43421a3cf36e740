// Deliver a strip, and tell hand.js how to request one.
export default ({ data, setTriggerValue }) => {
  window.argsoftAsk = (asked) => setTriggerValue("taken", asked);
  if (data.number) dispatchEvent(new CustomEvent("argsoft-strip", { detail: data }));
};
