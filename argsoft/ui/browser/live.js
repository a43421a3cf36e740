// Tells the script that follows the hand (hand.js) how to reach the picture of this page, which of its
// updates the picture has last, and which numbers are committed. It comes with each update, and so is
// as short as can be.
export default ({ data, parentElement, setTriggerValue }) => {
  const { answered: seen, committed } = data;
  window.argsoftPicture = { element: parentElement, send: setTriggerValue, seen, committed };
};
