"""Returns slope · a and forgets the intercept."""

fails = ["activations"]
hint = "Where does your function use `intercept`? What should it give at 0?"


def linear(a, slope, intercept=0.0):
    return slope * a
