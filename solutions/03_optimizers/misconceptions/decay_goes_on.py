"""Lets α grow beyond 1, so that the rate goes on falling and becomes negative."""

fails = ["learning_rate"]
hint = "What is α long after iteration τ? What does a negative learning rate do?"


def linear_decay(k, eps0, eps_tau, tau):
    alpha = k / tau
    return (1 - alpha) * eps0 + alpha * eps_tau
