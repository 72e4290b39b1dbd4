"""Begins with the last rate and ends with the first."""

fails = ["learning_rate"]
hint = "Put k = 0 into your formula. Which of the two rates is left?"


def linear_decay(k, eps0, eps_tau, tau):
    alpha = min(k / tau, 1)
    return alpha * eps0 + (1 - alpha) * eps_tau
