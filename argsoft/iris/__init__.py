"""Fisher's irises: the three classes that the app tells apart, and a network that learns them."""

CLASS_NAMES = ("Setosa", "Versicolor", "Virginica")


FEATURE_NAMES = ("sepal length", "sepal width", "petal length", "petal width")
