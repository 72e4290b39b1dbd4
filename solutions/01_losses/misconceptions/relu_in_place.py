"""Sets the negative entries of the caller's array to 0."""

fails = ["activations"]
hint = "Whose array does your assignment change? A network still needs the numbers that went in."


def relu(a):
    a[a < 0] = 0
    return a
