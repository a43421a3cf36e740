"""The three irises that the app tells apart."""

CLASS_NAMES = ("Setosa", "Versicolor", "Virginica")
