"""Fisher's irises: the measurements and species of 150 flowers, and standardization.

The numbers are those that Fisher printed. The copy in the UCI repository, the source of most
others, has documented errors in two flowers: the 35th should be 4.9, 3.1, 1.5, 0.2 and the 38th
4.9, 3.6, 1.4, 0.1. The arrays are read-only.

References
----------
R. A. Fisher, "The use of multiple measurements in taxonomic problems", Annals of Eugenics 7(2),
1936, doi:10.1111/j.1469-1809.1936.tb02137.x, table I.
"""

import csv
import reprlib
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from argsoft.iris import CLASS_NAMES
from argsoft.reproducible import total
from argsoft.selection import Indices
from argsoft.validation import Floats, real_array


class Standardization(NamedTuple):
    r"""Mean and scale of each feature, kept to standardize new flowers alike.

    .. math:: x' = \frac{x - \mu}{\sigma}

    Attributes
    ----------
    mean : ndarray of float64, shape (F,)
        :math:`\mu` of each feature, in the unit of the measurements, such as cm.
    scale : ndarray of float64, shape (F,)
        :math:`\sigma`, the population standard deviation, above 0.
    """

    mean: Floats
    scale: Floats

    def apply(self, measurements: ArrayLike) -> Floats:
        """Standardize measurements.

        Parameters
        ----------
        measurements : array_like, shape (..., F)
            Measurements of any flowers, including new ones.

        Returns
        -------
        ndarray of float64, same shape
            A new array.

        Raises
        ------
        ValueError
            If the measurements are not real numbers, or do not have F features.

        Examples
        --------
        >>> Standardization(np.array([3.0]), np.array([2.0])).apply([[7.0], [3.0]])
        array([[2.],
               [0.]])
        """
        values = self._checked(measurements, "measurements")
        with np.errstate(over="ignore"):
            return (values - self.mean) / self.scale

    def undo(self, standardized: ArrayLike) -> Floats:
        """Convert standardized values back to measurements.

        Parameters
        ----------
        standardized : array_like, shape (..., F)
            Standard deviations from the mean.

        Returns
        -------
        ndarray of float64, same shape
            A new array.

        Raises
        ------
        ValueError
            If they are not real numbers, or do not have F features.

        Examples
        --------
        >>> Standardization(np.array([3.0]), np.array([2.0])).undo([[2.0], [0.0]])
        array([[7.],
               [3.]])
        """
        values = self._checked(standardized, "standardized")
        with np.errstate(over="ignore"):
            return values * self.scale + self.mean

    def _checked(self, values: ArrayLike, name: str) -> Floats:
        """Check that the last axis holds the features; convert to a float64 array."""
        array = real_array(values, name)
        if array.shape[-1:] == self.mean.shape:
            return array
        raise ValueError(f"{name} must hold {self.mean.size} features, got shape {array.shape}")


def standardize(measurements: ArrayLike) -> tuple[Floats, Standardization]:
    r"""Standardize every feature to mean 0 and standard deviation 1.

    .. math:: x'_{nf} = \frac{x_{nf} - \mu_f}{\sigma_f}, \qquad
        \sigma_f^2 = \frac{1}{N} \sum_n (x_{nf} - \mu_f)^2

    Parameters
    ----------
    measurements : array_like, shape (N, F)
        Finite numbers: a row per flower, a column per feature.

    Returns
    -------
    standardized : ndarray of float64, shape (N, F)
        A new, dimensionless array.
    standardization : Standardization
        The mean that was subtracted and the scale that was divided by.

    Raises
    ------
    ValueError
        If the measurements are not a table of finite numbers, or a feature is the same for all
        flowers, so that its scale is 0.

    Examples
    --------
    >>> standardized, standardization = standardize(MEASUREMENTS)
    >>> standardization.mean.round(2), standardization.scale.round(2)
    (array([5.84, 3.06, 3.76, 1.2 ]), array([0.83, 0.43, 1.76, 0.76]))
    >>> bool(np.allclose(standardization.undo(standardized), MEASUREMENTS))
    True
    """
    values = real_array(measurements, "measurements")
    if values.ndim != 2 or not values.size or not np.isfinite(values).all():
        shown = reprlib.repr(measurements)
        raise ValueError(f"measurements must be a table of finite numbers, got {shown}")
    with np.errstate(over="ignore", invalid="ignore"):
        mean = total(values.transpose()) / len(values)
        variance = total(np.square(values - mean).transpose()) / len(values)
    standardization = Standardization(mean, np.sqrt(variance))
    # Check both: rounding may give equal numbers a tiny deviation.
    spread = np.isfinite(standardization.scale) & (standardization.scale > 0)
    if not (spread & (values.min(axis=0) < values.max(axis=0))).all():
        scale = standardization.scale
        raise ValueError(f"measurements must vary in every feature, got deviations {scale}")
    return standardization.apply(values), standardization


def _read(path: Path) -> tuple[Floats, Indices]:
    """Read the measurements and species of flowers from a file into read-only arrays."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    measurements = np.array([[float(text) for text in row[:-1]] for row in rows])
    species = np.array([CLASS_NAMES.index(row[-1]) for row in rows], dtype=np.intp)
    measurements.setflags(write=False)
    species.setflags(write=False)
    return measurements, species


MEASUREMENTS, SPECIES = _read(Path(__file__).with_name("iris.csv"))

# Minimum and maximum of each feature, in cm.
FEATURE_RANGES = tuple(
    (float(column.min()), float(column.max())) for column in MEASUREMENTS.transpose()
)
