"""Uses log(1 + exp(−y f)), which is meant for labels −1 and 1."""

import numpy as np

fails = ["logistic_loss"]
hint = "What is your loss for y = 0, whatever the score? For which labels was your formula made?"


def logistic_loss(f, y):
    loss = np.mean(np.logaddexp(0, -y * f))
    df = -y * np.exp(-np.logaddexp(0, y * f)) / len(f)
    return loss, df
