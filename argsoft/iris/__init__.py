"""Fisher's irises: class and feature names, data, and a network that learns to classify them."""

CLASS_NAMES = ("Setosa", "Versicolor", "Virginica")
FEATURE_NAMES = ("sepal length", "sepal width", "petal length", "petal width")
