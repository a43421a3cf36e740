"""What is set: sliders, choices, buttons and boxes, each bound to the link."""
