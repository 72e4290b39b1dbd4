"""Draw the pictures of the handout as SVG: `python solutions/03_optimizers/pictures.py`. Needs matplotlib.

The paths are walked by the master's own functions, so that picture and mathematics cannot disagree. Every run gives
the same bytes.
"""

import ast
import io
import re
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace

import matplotlib as mpl
import numpy as np

mpl.use("svg")
import matplotlib.pyplot as plt

MASTER = Path(__file__).with_name("optimizers.py")
FOLDER = Path(__file__).parents[2] / "assignments" / "03_optimizers" / "figures"
SHARES = {0.1: "#3b6fb6", 0.6: "#3f8f5b", 0.98: "#b8860b", 1.02: "#c8553d"}  # of the largest stable step


def load_master():
    """The functions, classes and landscapes of the master, without its plots."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Assign)]
    names = {"np": np, "suppress": suppress}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


def draw_contours(place, loss, width, height, levels):
    """Lines of equal loss, in gray, around the origin."""
    x, y = np.linspace(-width, width, 49), np.linspace(-height, height, 33)
    place.contour(x, y, loss(np.stack(np.meshgrid(x, y))), levels=levels, colors="#b5b5b5", linewidths=0.7)


def step_sizes(master):
    """One ravine, four step sizes: where they walk, and the loss at each step."""
    loss, gradient, start = master.landscapes["ravine"]
    limit = master.largest_stable_step(np.diag([1.0, 25.0]))
    figure, (left, right) = plt.subplots(1, 2, figsize=(8.4, 3.2), layout="constrained")
    draw_contours(left, loss, 2.8, 1.2, 9)
    for share, colour in SHARES.items():
        walk = master.gradient_descent(gradient, np.array(start), share * limit, 20)
        left.plot(*walk.T, ".-", color=colour, markersize=4, linewidth=1)
        right.semilogy(loss(walk.T), color=colour, label=f"{share:g} of the limit")
    left.plot(*start, "k*")
    left.set(title="four walks in a ravine", xlim=(-2.8, 2.8), ylim=(-1.2, 1.2), xticks=[], yticks=[])
    right.set(title="the loss after each step", xlabel="step", xticks=range(0, 21, 5))
    right.legend(frameon=False, fontsize=9, loc="lower left")
    return figure


def saddle_and_plateau(master):
    """The five optimizers on two landscapes where plain gradient descent has a hard time."""
    makers = {
        "SGD": (lambda: master.SGD(0.07), "#3b6fb6"),
        "momentum": (lambda: master.SGD(0.02, momentum=0.9), "#b8860b"),
        "AdaGrad": (lambda: master.AdaGrad(0.4), "#3f8f5b"),
        "RMSProp": (lambda: master.RMSProp(0.05), "#c8553d"),
        "Adam": (lambda: master.Adam(0.15), "#7a5195"),
    }
    figure, places = plt.subplots(1, 2, figsize=(8.4, 3.4), layout="constrained")
    for place, name in zip(places, ["saddle", "plateau"], strict=True):
        loss, _, start = master.landscapes[name]
        draw_contours(place, loss, 2.8, 2.0, 9)
        for label, (make, colour) in makers.items():
            path = master.walk(make(), name, 50)
            place.plot(*path.T, ".-", color=colour, markersize=4, linewidth=1.2, markevery=5, label=label)
        place.plot(*start, "k*")
        place.set(
            title=f"50 steps on the {name}, a dot at each fifth", xlim=(-2.8, 2.8), ylim=(-2, 2), xticks=[], yticks=[]
        )
    places[1].legend(frameon=False, fontsize=9, loc="lower right")
    return figure


def write(figure, path):
    """Write a picture without date and maker, its coordinates rounded to a tenth of a point."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    path.write_text(re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.1f}", text.getvalue()), encoding="utf-8")


if __name__ == "__main__":
    plt.rcParams.update({"svg.hashsalt": "03_optimizers", "svg.fonttype": "none", "font.size": 10})
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = load_master()
    for draw in (step_sizes, saddle_and_plateau):
        write(draw(found), FOLDER / f"{draw.__name__}.svg")
