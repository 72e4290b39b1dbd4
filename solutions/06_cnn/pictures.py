"""Draw the pictures of the handout as SVG: `python solutions/06_cnn/pictures.py`.

The digits are those that students have, and are moved by the master's own functions, so that picture and mathematics
cannot disagree. Greys are rounded to hundredths, which every machine does alike.
"""

import ast
from pathlib import Path
from types import SimpleNamespace

import numpy as np

MASTER = Path(__file__).with_name("cnn.py")
PUBLIC = Path(__file__).parents[2] / "assignments" / "06_cnn"
INK, GRID, WARM, COLD = "#222222", "#c9c9c9", "#c8553d", "#3b6fb6"
PIXEL = 11


def load_master():
    """The functions of the master, without its plots and without the layers of 04 and 05."""
    tree = ast.parse(MASTER.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.decorator_list]
    names = {"np": np}
    exec(compile(tree, str(MASTER), "exec"), names)
    return SimpleNamespace(**names)


def text(x, y, content, size=14, anchor="middle", colour=INK):
    """A line of text around or from (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'dominant-baseline="central">{content}</text>'
    )


def pixels(image, left, top, size=PIXEL):
    """An image of numbers from 0 to 1, ink on paper, in a frame."""
    squares = [
        f'<rect x="{left + size * j:g}" y="{top + size * i:g}" width="{size}" height="{size}" '
        f'fill="{INK}" fill-opacity="{value:.2f}"/>'
        for (i, j), value in np.ndenumerate(image)
        if value >= 0.005
    ]
    height, width = (size * side for side in image.shape)
    frame = f'<rect x="{left:g}" y="{top:g}" width="{width:g}" height="{height:g}" fill="none" stroke="{GRID}"/>'
    return [*squares, frame]


def copies_picture(master):
    """One digit, and what the four functions make of it."""
    with np.load(PUBLIC / "data" / "digits.npz") as digits:
        seven = digits["images"][np.flatnonzero(digits["labels"] == 7)[:1], None] / 16
    copies = {
        "x": seven,
        "shift(x, 0, −1)": master.shift(seven, 0, -1),
        "mirror(x)": master.mirror(seven),
        "rotate(x, 20)": master.rotate(seven, 20),
        "rescale(x, 0.7)": master.rescale(seven, 0.7),
    }
    parts = []
    for number, (name, image) in enumerate(copies.items()):
        left = 24 + 128 * number
        parts += pixels(image[0, 0], left, 44)
        parts.append(text(left + 44, 24, name))
    return svg(648, 150, "A seven; moved to the left, mirrored, turned, and made smaller", parts)


def box(left, top, width, height, depth, colour):
    """A stack of response maps, drawn as a few sheets one behind the other."""
    sheets = range(min(depth, 4) - 1, -1, -1)
    return [
        f'<rect x="{left + 5 * k:g}" y="{top - 5 * k:g}" width="{width:g}" height="{height:g}" fill="white" '
        f'stroke="{colour}" stroke-width="1.5"/>'
        for k in sheets
    ]


def network_picture():
    """What comes out of each layer for a digit of 8 × 8, with 8 and 16 filters, 64 hidden neurons and 10 classes."""
    stages = [
        (1, 8, "", "1 × 8 × 8", INK, "image"),
        (8, 8, "W1 b1, ReLU", "8 × 8 × 8", COLD, "convolution"),
        (8, 4, "", "8 × 4 × 4", WARM, "pool"),
        (16, 4, "W2 b2, ReLU", "16 × 4 × 4", COLD, "convolution"),
        (16, 2, "", "16 × 2 × 2", WARM, "pool"),
    ]
    parts, left, middle = [], 24, 118
    for depth, side, parameters, shape, colour, name in stages:
        height = 10 * side
        parts += box(left, middle - height / 2, height, height, depth, colour)
        parts += [text(left + 48, 24, name, 13, colour=colour), text(left + 48, 42, parameters, 12)]
        parts.append(text(left + 48, 192, shape, 13))
        left += 124
    for count, height, name, parameters in ((64, 96, "connected", "W3 b3, ReLU"), (10, 40, "connected", "W4 b4")):
        parts.append(
            f'<rect x="{left + 38:g}" y="{middle - height / 2:g}" width="10" height="{height}" fill="white" '
            f'stroke="{COLD}" stroke-width="1.5"/>'
        )
        parts += [text(left + 43, 24, name, 13, colour=COLD), text(left + 43, 42, parameters, 12)]
        parts.append(text(left + 43, 192, str(count), 13))
        left += 100
    return svg(850, 214, "An image becomes smaller and deeper, then flat, then ten scores", parts)


def svg(width, height, title, parts):
    """A picture with a white ground, so that it can be read on a dark page too."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif">'
    )
    ground = f'<rect width="{width}" height="{height}" rx="8" fill="white"/>'
    return "\n".join([opening, f"<title>{title}</title>", ground, *parts, "</svg>"]) + "\n"


def pictures():
    """All pictures, by file name."""
    return {"copies.svg": copies_picture(load_master()), "network.svg": network_picture()}


if __name__ == "__main__":
    folder = PUBLIC / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (folder / name).write_text(content, encoding="utf-8")
