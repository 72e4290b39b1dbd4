"""Divides 4 by (eᵃ + e⁻ᵃ)², with a numerator that overflows as well."""

import numpy as np

fails = ["activations"]
hint = "Which part of your formula is infinite at a = 1000? What is left if you divide it out on paper?"


def tanh_grad(a):
    return 4 * np.exp(2 * a) / (np.exp(2 * a) + 1) ** 2
