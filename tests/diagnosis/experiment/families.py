"""The forwards whose backwards are got wrong, each with the inputs of its cases. Axes differ in length, and N > 2."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from tests.gradients.variants import activations, convolution, dense, losses, networks, normalisation, pooling, softmax


@dataclass(frozen=True)
class Family:
    """A forward, and one input per random generator."""

    forward: Callable[..., Any]
    inputs: Callable[[np.random.Generator], tuple[Any, ...]]


def images(rng):
    """Images for pooling, (3, 2, 7, 9)."""
    return (rng.normal(size=(3, 2, 7, 9)),)


def table(rng):
    """A batch for activations and softmax, (7, 5)."""
    return (rng.normal(size=(7, 5)),)


def conv_inputs(rng):
    """Images, kernels and biases: (3, 2, 5, 7), (4, 2, 3, 2), (4,)."""
    return rng.normal(size=(3, 2, 5, 7)), rng.normal(size=(4, 2, 3, 2)), rng.normal(size=4)


FAMILIES = {
    "convolution": Family(convolution.forward_einsum(1, 0), conv_inputs),  # (x, w, b), stride 1, padding 0
    "convolution s2 p1": Family(convolution.forward_einsum(2, 1), conv_inputs),  # stride 2, padding 1
    "dense": Family(dense.forward, dense.inputs),  # (x, w, b): x @ w + b
    "relu": Family(activations.relu, table),
    "leaky relu": Family(activations.leaky, table),  # slope 0.1 below 0
    "sigmoid": Family(activations.sigmoid, table),
    "tanh": Family(np.tanh, table),
    "softplus": Family(activations.softplus, table),
    "max pooling": Family(pooling.forward_max(2, 2), images),  # windows of 2, stride 2
    "overlapping max pooling": Family(pooling.forward_max(3, 2), images),  # windows of 3, stride 2
    "mean pooling": Family(pooling.forward_mean(2, 2), images),
    "softmax": Family(softmax.softmax, table),  # over the last axis
    "log softmax": Family(softmax.log_softmax, table),
    "cross entropy": Family(losses.cross_entropy, losses.scores),  # (scores, labels) -> mean over examples
    "hinge": Family(losses.hinge, losses.scores),  # multi-class, margin 1, mean over examples
    "squares": Family(lambda x, y: ((x - y) ** 2).mean(), losses.targets),  # mean over all entries
    "binary": Family(losses.binary, losses.bits),  # with logits, mean over all entries
    "regularised net": Family(networks.forward, networks.inputs),  # (w1, b1, w2, b2, x, y), reg · (Σw1² + Σw2²)
    "batch norm": Family(normalisation.forward_batch, normalisation.inputs),  # (x, gamma, beta)
    "small cnn": Family(networks.cnn, networks.images),  # (w, b, v, x, y): convolution, relu, max pooling, dense
}
