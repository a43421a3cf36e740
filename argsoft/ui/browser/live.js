// Tell hand.js how to update this page's picture, which update it shows, and which numbers are
// committed. Sent with every update, so kept short.
export default ({ data, parentElement, setTriggerValue }) => {
  const { answered: seen, committed } = data;
  window.argsoftPicture = { element: parentElement, send: setTriggerValue, seen, committed };
};
