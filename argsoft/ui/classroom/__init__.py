"""Parts of the Predict and Teach pages, and the teacher's downloads."""
