"""Says 1 wherever a is not 0, also on the flat side."""

fails = ["activations"]
hint = "Move a from −2 to −1.9: by how much does ReLU change?"


def relu_grad(a):
    return (a != 0).astype(float)
