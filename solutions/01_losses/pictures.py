"""Draw the pictures of the handout as SVG: `python solutions/01_losses/pictures.py`.

The numbers are computed, so that picture and mathematics cannot disagree. Each picture has a white ground, so that it
can be read on a dark page too. One version of matplotlib writes the same bytes every time.
"""

from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

FOLDER = Path(__file__).parents[2] / "assignments" / "01_losses" / "figures"
TRUE, OTHER, MISPRINT = "#3b6fb6", "#9a9a9a", "#c8553d"
STYLE = {
    "svg.hashsalt": "01_losses",  # the ids of the paths
    "font.size": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
}


def from_scores_to_loss():
    """The worked example of softmax and cross-entropy: one example of three classes, the second of them true."""
    scores, true = np.log([6.0, 3.0, 1.0]), 1
    exponentials = np.exp(scores)
    probabilities = exponentials / exponentials.sum()
    gradient = probabilities - np.eye(3)[true]
    steps = {
        "scores s": scores,
        "exponentials": exponentials,
        f"probabilities p\nL = −log {probabilities[true]:.1f} = {-np.log(probabilities[true]):.2f}": probabilities,
        "gradient ∂L/∂s": gradient,
    }

    figure, places = plt.subplots(1, 4, figsize=(9, 2.8))
    for place, (title, heights) in zip(places, steps.items(), strict=True):
        bars = place.bar(range(3), heights, color=[TRUE if k == true else OTHER for k in range(3)])
        place.bar_label(bars, [f"{height:.3g}".replace("-", "−") for height in heights], padding=2)
        place.axhline(0, color="black", linewidth=0.8)
        place.set_title(title, fontsize=12)
        place.set_xticks(range(3), ["class 0", "1, true", "2"])
        place.set_yticks([])
        place.margins(y=0.2)
        place.spines[["left", "bottom"]].set_visible(False)
        place.tick_params(length=0)
    return figure


def loss_against_lead():
    """Cross-entropy and hinge of one example of two classes, over the lead of the true class; and the misprint."""
    lead = np.linspace(-3, 4, 141)
    scores = np.stack([lead, 0 * lead])

    figure, place = plt.subplots(figsize=(7, 3.6))
    place.plot(lead, np.log(np.exp(scores).sum(axis=0)) - scores[0], color=TRUE, label="cross-entropy")
    place.plot(lead, np.maximum(0, 1 - lead), color="black", label="hinge, Δ = 1")
    place.plot(lead, np.maximum(0, -lead) + 1, "--", color=MISPRINT, label="as the slide prints it: never below Δ")
    place.annotate("Δ", (1, 0), (1, 0.55), ha="center", arrowprops={"arrowstyle": "->"})
    place.axvline(0, color=OTHER, linewidth=0.8, zorder=0)
    place.set_xlabel("lead of the true class, $s_y - s_j$")
    place.set_ylabel("loss")
    place.set_ylim(-0.1, 4.1)
    place.legend(frameon=False)
    return figure


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        for draw in (from_scores_to_loss, loss_against_lead):
            draw().savefig(FOLDER / f"{draw.__name__}.svg", metadata={"Date": None, "Title": draw.__doc__})
