// Brings a strip to the page, and tells the script that follows the hand (hand.js) how to ask for one.
export default ({ data, setTriggerValue }) => {
  window.argsoftAsk = (asked) => setTriggerValue("taken", asked);
  if (data.number) dispatchEvent(new CustomEvent("argsoft-strip", { detail: data }));
};
