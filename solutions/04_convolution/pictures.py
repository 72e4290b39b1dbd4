"""Draw the pictures of the handout as SVG: `python solutions/04_convolution/pictures.py`.

The numbers are computed, so that picture and mathematics cannot disagree; the layout is plain text.
"""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[2] / "assignments" / "04_convolution" / "figures"
CELL = 44  # pixels
WEIGHTS = ["#3b6fb6", "#c8553d", "#3f8f5b"]  # one colour for each shared weight
INK, GRID, WINDOW = "#222222", "#9a9a9a", "#f6dfa4"


def text(x, y, content, size=16, anchor="middle", colour=INK):
    """A line of text around or from (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'dominant-baseline="central">{content}</text>'
    )


def grid(left, top, numbers, title, fills=()):
    """A table of numbers under a title; `fills` maps (row, column) to a colour."""
    parts = [text(left + CELL * numbers.shape[1] / 2, top - 18, title, size=14)]
    for (row, column), number in np.ndenumerate(numbers):
        x, y = left + CELL * column, top + CELL * row
        fill = dict(fills).get((row, column), "white")
        parts.append(f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="{GRID}"/>')
        parts.append(text(x + CELL / 2, y + CELL / 2, f"{number:g}".replace("-", "−")))
    return parts


def window_figure():
    """The worked example: one window of a 3×3 image, a 2×2 kernel, and the number they make."""
    image = np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.0, 1.0]])
    kernel = np.array([[1.0, 0.0], [2.0, -1.0]])
    bias = 10.0
    windows = np.lib.stride_tricks.sliding_window_view(image, (2, 2))
    out = (windows * kernel).sum(axis=(2, 3)) + bias
    row, column = 0, 1
    marked = {(row + u, column + v): WINDOW for u in range(2) for v in range(2)}
    products = zip(windows[row, column].ravel(), kernel.ravel(), strict=True)
    terms = " + ".join(
        f"{pixel:g}·{weight:g}" if weight >= 0 else f"{pixel:g}·(−{-weight:g})" for pixel, weight in products
    )

    parts = grid(30, 56, image, "x, one channel", marked.items())
    parts += grid(216, 78, kernel, "w", {(u, v): WINDOW for u in range(2) for v in range(2)}.items())
    parts += grid(390, 78, out, f"y, with b = {bias:g}", {(row, column): WINDOW}.items())
    parts += [text(189, 122, "∗", 22), text(347, 122, "→", 24)]
    parts.append(text(270, 222, f"y[{row}, {column}] = {terms} + {bias:g} = {out[row, column]:g}", 15))
    return svg(540, 250, "A window of the image, multiplied with the kernel and summed, makes one output", parts)


def shared_weights_figure():
    """A layer whose links share three weights, and its matrix."""
    length, size = 6, 3
    outputs = length - size + 1
    samples = [(30 + 50 * i, 210) for i in range(length)]
    results = [(80 + 50 * i, 70) for i in range(outputs)]

    parts = [text(155, 24, "the network", 14), text(460, 24, "its matrix W", 14)]
    for i, (x, y) in enumerate(results):
        for j, colour in enumerate(WEIGHTS):
            u, v = samples[i + j]
            parts.append(f'<line x1="{x}" y1="{y}" x2="{u}" y2="{v}" stroke="{colour}" stroke-width="3"/>')
    for points, name in [(samples, "x"), (results, "y")]:
        for i, (x, y) in enumerate(points):
            parts.append(f'<circle cx="{x}" cy="{y}" r="16" fill="white" stroke="{INK}"/>')
            parts.append(text(x, y, f'{name}<tspan font-size="10" dy="4">{i}</tspan>', 14))
    for row in range(outputs):
        for column in range(length):
            x, y, weight = 330 + CELL * column, 54 + CELL * row, column - row
            inside = 0 <= weight < size
            fill = WEIGHTS[weight] if inside else "white"
            parts.append(f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="{GRID}"/>')
            label = f'w<tspan font-size="10" dy="4">{weight + 1}</tspan>' if inside else "0"
            parts.append(text(x + CELL / 2, y + CELL / 2, label, 15, colour="white" if inside else GRID))
    return svg(610, 250, "Four outputs, each linked to three neighbouring samples by the same three weights", parts)


def svg(width, height, title, parts):
    """A picture with a white ground, so that it can be read on a dark page too."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" font-family="system-ui, sans-serif">'
    )
    ground = f'<rect width="{width}" height="{height}" rx="8" fill="white"/>'
    return "\n".join([opening, f"<title>{title}</title>", ground, *parts, "</svg>"]) + "\n"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "window.svg").write_text(window_figure(), encoding="utf-8")
    (FOLDER / "shared_weights.svg").write_text(shared_weights_figure(), encoding="utf-8")
