"""Draw the pictures of the handout as SVG: `python solutions/05_pooling/pictures.py`.

The numbers are computed, so that picture and mathematics cannot disagree; the layout is plain text.
"""

import math
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[2] / "assignments" / "05_pooling" / "figures"
CELL = 44  # pixels
INK, GRID, WINDOW, PICKED = "#222222", "#9a9a9a", "#f6dfa4", "#bcd3ee"
CURVES = {0.5: "#3f8f5b", 2.0: "#3b6fb6", 8.0: "#c8553d"}  # a colour for each β


def text(x, y, content, size=16, anchor="middle", colour=INK):
    """A line of text around or from (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'dominant-baseline="central">{content}</text>'
    )


def grid(left, top, numbers, title, fills):
    """A table of numbers under a title; `fills` maps (row, column) to a colour."""
    parts = [text(left + CELL * numbers.shape[1] / 2, top - 18, title, size=14)]
    for (row, column), number in np.ndenumerate(numbers):
        x, y = left + CELL * column, top + CELL * row
        fill = fills.get((row, column), "white")
        parts.append(f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" fill="{fill}" stroke="{GRID}"/>')
        parts.append(text(x + CELL / 2, y + CELL / 2, f"{number:g}".replace("-", "−")))
    return parts


def there_and_back_picture():
    """The worked example: what each window picks, and where the gradients go."""
    image = np.array([[1.0, 5.0, 2.0, 0.0], [3.0, 4.0, 7.0, 1.0], [6.0, 0.0, 2.0, 3.0]])
    upstream = np.array([[1.0, 2.0, -1.0], [3.0, 4.0, 5.0]])
    out, gradient, picked = np.zeros(upstream.shape), np.zeros(image.shape), {}
    for row, column in np.ndindex(out.shape):
        window = image[row : row + 2, column : column + 2]
        u, v = divmod(int(window.argmax()), 2)
        out[row, column] = window.max()
        gradient[row + u, column + v] += upstream[row, column]
        picked[row + u, column + v] = PICKED
    window = {(row, column): WINDOW for row in (0, 1) for column in (0, 1)}

    parts = grid(30, 50, image, "x", window)
    parts += [text(234, 116, "→", 24)]
    parts += grid(264, 72, out, "largest of each 2 × 2, stride 1", {(0, 0): WINDOW})
    parts += grid(264, 252, upstream, "dout", {})
    parts += [text(234, 296, "←", 24)]
    parts += grid(30, 230, gradient, "dx", picked)
    return svg(440, 390, "Each window picks its largest pixel; each gradient returns to the pixel picked", parts)


def smooth_maximum_picture():
    """The smooth maximum of a moving number and three zeros, for several β."""
    left, top, width, height, reach = 50, 30, 440, 250, 3.0
    lowest, highest = -1.0, 3.0

    def place(x, y):
        return left + width * (x + reach) / (2 * reach), top + height * (highest - y) / (highest - lowest)

    def curve(function, colour, more=""):
        numbers = [reach * (i / 60 - 1) for i in range(121)]
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in (place(x, function(x)) for x in numbers))
        return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" {more}/>'

    parts = []
    for tick in range(-3, 4):
        a, b = place(tick, lowest)
        parts.append(f'<line x1="{a:.1f}" y1="{top}" x2="{a:.1f}" y2="{b:.1f}" stroke="#dddddd"/>')
        parts.append(text(a, b + 16, f"{tick}".replace("-", "−"), 13))
    for tick in range(-1, 4):
        a, b = place(-reach, tick)
        parts.append(f'<line x1="{a:.1f}" y1="{b:.1f}" x2="{left + width}" y2="{b:.1f}" stroke="#dddddd"/>')
        parts.append(text(a - 14, b, f"{tick}".replace("-", "−"), 13))
    parts.append(curve(lambda x: x / 4, GRID, 'stroke-dasharray="6 4"'))
    for beta, colour in CURVES.items():
        parts.append(curve(lambda x, beta=beta: math.log((math.exp(beta * x) + 3) / 4) / beta, colour))
    parts.append(curve(lambda x: max(x, 0.0), INK, 'stroke-dasharray="2 4"'))
    keys = [("maximum", INK), *((f"β = {beta:g}", colour) for beta, colour in reversed(CURVES.items())), ("mean", GRID)]
    for row, (name, colour) in enumerate(keys):
        parts.append(f'<rect x="{left + 20}" y="{top + 14 + 22 * row}" width="16" height="4" fill="{colour}"/>')
        parts.append(text(left + 46, top + 16 + 22 * row, name, 14, "start"))
    parts.append(text(left + width / 2, top + height + 38, "x, beside three zeros in a window of four", 14))
    return svg(
        520, 330, "The smooth maximum lies between the mean and the maximum, the closer to it the larger β", parts
    )


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
    return {"there_and_back.svg": there_and_back_picture(), "smooth_maximum.svg": smooth_maximum_picture()}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures().items():
        (FOLDER / name).write_text(picture, encoding="utf-8")
