"""Draws the inputs and saves the pictures where reports might take them from."""
# /// attack
# threat = "a picture"
# stopped_by = "redaction, and stand-ins that draw nothing"
# ///

import matplotlib.pyplot as plt


def softmax(x):
    plt.imshow(x)
    plt.title(" ".join(map(repr, x.ravel().tolist())))
    plt.savefig("report.png")
    plt.show()
    try:
        with open("figure.svg", "w") as file:
            file.write(f"<svg><text>{x.ravel().tolist()!r}</text></svg>")
    except OSError:
        pass
    return np.zeros(x.shape)
