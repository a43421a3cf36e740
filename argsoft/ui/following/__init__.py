"""Pictures that follow the hand on a slider: recorded for each place, sent as a strip."""
