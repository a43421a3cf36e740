// Tells the script that follows the hand (hand.js) how to reach the picture of this page, and which
// of its updates the picture has last. It comes with each update, and so is as short as can be.
export default ({ data, parentElement, setTriggerValue }) => {
  window.argsoftPicture = { element: parentElement, send: setTriggerValue, seen: data.answered };
};
