"""Keeps the old biases of the classes that there were before."""

import numpy as np

fails = ["fine_tuning"]
hint = "Class 3 of the new task is not class 3 of the old one. What do its old biases mean now?"


def replace_head(model, classes, rng):
    old, b4 = model.params["b4"], np.zeros(classes)
    kept = min(len(old), classes)
    b4[:kept] = old[:kept]
    model.set_params({**model.params, "W4": _he_normal((len(model.params["W4"]), classes), rng), "b4": b4})
