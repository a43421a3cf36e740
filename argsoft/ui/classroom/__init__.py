"""What only the pages Predict and Teach draw, and the files a teacher takes along."""
