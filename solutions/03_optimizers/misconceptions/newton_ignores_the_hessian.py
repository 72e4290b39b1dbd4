"""Steps down the gradient and never looks at the Hessian."""

fails = ["newton"]
hint = "On a steep and on a flat bowl with the same gradient, your step is the same. Where does each have its minimum?"


def newton_step(x, gradient, hessian):
    return x - gradient
