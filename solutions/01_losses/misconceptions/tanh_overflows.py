"""Divides by eᵃ + e⁻ᵃ, which is infinite at ±1000."""

import numpy as np

fails = ["activations"]
hint = "What are numerator and denominator for a = 1000? Does numpy have this function already?"


def tanh(a):
    return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))
