"""Divides with //, so that α is 0 until iteration τ."""

fails = ["learning_rate"]
hint = "What is 7 // 23? Print the rate at each of the first iterations."


def linear_decay(k, eps0, eps_tau, tau):
    alpha = min(k // tau, 1)
    return (1 - alpha) * eps0 + alpha * eps_tau
