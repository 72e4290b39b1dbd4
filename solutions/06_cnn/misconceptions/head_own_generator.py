"""Draws the new head from numpy's global generator."""

import numpy as np

fails = ["fine_tuning"]
hint = "Make two heads from generators with the same seed. Are they equal? Which generator did you draw from?"


def replace_head(model, classes, rng):
    head = {"W4": _he_normal((len(model.params["W4"]), classes), np.random), "b4": np.zeros(classes)}
    model.set_params({**model.params, **head})
