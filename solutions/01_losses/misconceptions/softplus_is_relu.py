"""Returns ReLU, which softplus only resembles far from 0."""

import numpy as np

fails = ["activations"]
hint = "What is log(1 + e⁰)? What does yours give at 0 and just beside it?"


def softplus(a):
    return np.maximum(0, a)
