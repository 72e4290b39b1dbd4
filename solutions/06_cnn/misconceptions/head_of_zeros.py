"""Starts the new head from zeros, so that all its classes are alike."""

import numpy as np

fails = ["fine_tuning"]
hint = "How are the weights of a new network drawn? Why not here?"


def replace_head(model, classes, rng):
    head = {"W4": np.zeros((len(model.params["W4"]), classes)), "b4": np.zeros(classes)}
    model.set_params({**model.params, **head})
