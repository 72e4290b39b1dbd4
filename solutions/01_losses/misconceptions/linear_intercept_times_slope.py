"""Shifts a before scaling it, so that the intercept is multiplied with the slope."""

fails = ["activations"]
hint = "What should a line with slope −2 and intercept 1 give at 0? What does yours give?"


def linear(a, slope, intercept=0.0):
    return slope * (a + intercept)
