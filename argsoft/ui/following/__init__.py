"""Live pictures: recorded for each position of a slider, and sent to the browser as a strip."""
