"""What is drawn: charts, sentences, and the parts that several pages show."""
