"""Multiplies the Jacobian with the upstream gradient without transposing it."""

fails = ["numeric_jacobian"]
hint = (
    "The upstream gradient has a number for each output, the result one for each input. Do the shapes fit for 5 and 3?"
)


def vector_jacobian_product(J, upstream):
    return J @ upstream
