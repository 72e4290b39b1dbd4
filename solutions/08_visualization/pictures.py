"""Draw the pictures of the handout as SVG: `python solutions/08_visualization/pictures.py`.

The numbers come from the data of the assignment and from the worked example, so that picture and mathematics cannot
disagree; the layout is plain text. Every run gives the same bytes.
"""

import math
from pathlib import Path

import numpy as np

PUBLIC = Path(__file__).parents[2] / "assignments" / "08_visualization"
FOLDER = PUBLIC / "figures"
INK, GRID, WARM, COLD = "#222222", "#c9c9c9", "#c8553d", "#3b6fb6"
DIGIT, SHOWN = 3, 4  # the digit that is explained, and how many of its maps


def text(x, y, content, size=15, anchor="middle", colour=INK):
    """A line of text around or from (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'dominant-baseline="central">{content}</text>'
    )


def line(start, end, colour=INK, width=1.5, more=""):
    """A line between two points."""
    (x, y), (u, v) = start, end
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{u:.1f}" y2="{v:.1f}" stroke="{colour}" stroke-width="{width}" {more}/>'
    )


def marker(name, colour):
    """The end of an arrow."""
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
    )


def grid(left, top, side, numbers, colour_of):
    """An image as squares, `side` pixels wide and high."""
    cell = side / numbers.shape[1]
    squares = [
        f'<rect x="{left + cell * column:g}" y="{top + cell * row:g}" width="{cell:g}" height="{cell:g}" '
        f'fill="{colour_of(number)}"/>'
        for (row, column), number in np.ndenumerate(numbers)
    ]
    return [
        *squares,
        f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="none" stroke="{GRID}"/>',
    ]


def mixed(share, colour):
    """White with a share of a colour, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(255 + (part - 255) * share):02x}" for part in parts)


def signed(scale):
    """Red for what is positive, blue for what is negative."""
    return lambda number: mixed(min(abs(number) / scale, 1), WARM if number > 0 else COLD)


def load_explained():
    """The digit, its response maps of layer 2, and the gradient of its score with respect to these."""
    with np.load(PUBLIC / "data" / "explained.npz") as explained, np.load(PUBLIC / "data" / "digits.npz") as digits:
        image = digits["images"][explained["which"][DIGIT]] / 16
        return image, explained["maps"][DIGIT].astype(float), explained["slopes"][DIGIT].astype(float)


def grad_cam_picture():
    """Four of the maps, each with its weight; their sum; and what is left of it over the digit."""
    image, A, dA = load_explained()
    alpha = dA.mean(axis=(1, 2))
    strongest = np.sort(np.argsort(-np.abs(alpha) * A.mean(axis=(1, 2)))[:SHOWN])
    total = np.tensordot(alpha, A, axes=1)
    seen = np.maximum(total, 0)

    parts = [marker("ink", INK), *grid(20, 92, 128, image, lambda ink: mixed(ink, INK)), text(84, 76, f"a {DIGIT}")]
    parts.append(line((156, 156), (186, 156), INK, 1.8, 'marker-end="url(#ink)"'))
    for row, k in enumerate(strongest):
        top = 24 + 76 * row
        parts += grid(196, top, 60, A[k], lambda number: mixed(min(number / A.max(), 1), INK))
        sign, colour = ("+", WARM) if alpha[k] > 0 else ("−", COLD)
        parts.append(text(268, top + 22, f"map {k}", 13, "start"))
        parts.append(text(268, top + 42, f"α = {sign}{abs(alpha[k]):.2f}", 14, "start", colour))
    parts.append(text(226, 340, f"and {len(A) - SHOWN} more", 13))
    parts.append(line((356, 156), (386, 156), INK, 1.8, 'marker-end="url(#ink)"'))
    parts += [*grid(396, 92, 128, total, signed(np.abs(total).max())), text(460, 76, "Σ α A")]
    parts.append(line((532, 156), (562, 156), INK, 1.8, 'marker-end="url(#ink)"'))
    parts.append(text(547, 138, "ReLU", 12))
    shares = seen.repeat(2, axis=0).repeat(2, axis=1) / seen.max()
    parts += grid(572, 92, 128, image, lambda ink: mixed(ink, INK))
    parts += [
        f'<rect x="{572 + 16 * column}" y="{92 + 16 * row}" width="16" height="16" fill="{WARM}" '
        f'fill-opacity="{0.75 * share:.2f}"/>'
        for (row, column), share in np.ndenumerate(shares)
        if share > 0
    ]
    parts.append(text(636, 76, f"speaks for {DIGIT}"))
    return svg(720, 360, "Response maps, each times its weight, add up to a map of what speaks for the class", parts)


def three_points_picture():
    """The worked example: who chooses whom among three points on a line, and where three points on a map are drawn."""
    places = [0.0, 1.0, 3.0]
    C = np.array([[0, 3, 1], [3, 0, 1], [1, 3, 0]]) / 4
    P = (C + C.T) / 6
    Y = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    tails = 1 / (1 + ((Y[:, None] - Y) ** 2).sum(axis=2)) - np.eye(3)
    Q = tails / tails.sum()
    dY = 4 * (((P - Q) * tails)[:, :, None] * (Y[:, None] - Y)).sum(axis=1)

    parts = [marker("ink", INK), marker("warm", WARM), text(170, 26, "the points, and p(j|i)", 14)]
    across = [50 + 80 * place for place in places]
    for i in range(3):
        for j in range(3):
            if i != j:
                side = -1 if i < j else 1  # to the right above the line, to the left below it
                rise = side * (26 + 22 * abs(across[j] - across[i]) / 80)
                start, end = across[i] + (10 if i < j else -10), across[j] - (10 if i < j else -10)
                middle = (start + end) / 2
                parts.append(
                    f'<path d="M{start:g} {150 + 8 * side}Q{middle:g} {150 + 2 * rise:g} {end:g} {150 + 8 * side}" '
                    f'fill="none" stroke="{INK}" stroke-width="1.4" marker-end="url(#ink)"/>'
                )
                parts.append(text(middle, 150 + rise + 17 * side, quarters(C[i, j]), 14))
    for name, x in zip("012", across, strict=True):
        parts.append(f'<circle cx="{x:g}" cy="150" r="11" fill="white" stroke="{INK}" stroke-width="1.5"/>')
        parts.append(text(x, 150, name, 13))
    spots = [(430 + 150 * x, 230 - 150 * y) for x, y in Y]
    parts.append(text(520, 26, "a map, p and q of each pair, and its next move", 14))
    for i, j, (dx, dy) in [(0, 1, (0, 20)), (0, 2, (-52, 0)), (1, 2, (56, -12))]:
        parts.append(line(spots[i], spots[j], GRID, 1.5))
        middle = [(a + b) / 2 + shift for a, b, shift in zip(spots[i], spots[j], (dx, dy), strict=True)]
        parts.append(text(*middle, f"{twelfths(P[i, j])} , {sixteenths(Q[i, j])}", 14))
    for name, (x, y), (across_, up) in zip("012", spots, -dY, strict=True):
        length = math.hypot(across_, up)
        start = (x + 13 * across_ / length, y - 13 * up / length)
        end = (start[0] + 150 * across_, start[1] - 150 * up)
        parts.append(line(start, end, WARM, 2.2, 'marker-end="url(#warm)"'))
        parts.append(f'<circle cx="{x:g}" cy="{y:g}" r="11" fill="white" stroke="{INK}" stroke-width="1.5"/>')
        parts.append(text(x, y, name, 13))
    return svg(690, 290, "Three points choose neighbours; on a map, pairs with p above q move together", parts)


def quarters(number):
    """A multiple of ¼ as a sign."""
    return {1: "¼", 3: "¾"}[round(4 * number)]


def twelfths(number):
    """A multiple of 1/12 in lowest terms."""
    return {1: "1/12", 2: "1/6", 3: "1/4"}[round(12 * number)]


def sixteenths(number):
    """A multiple of 1/16 in lowest terms."""
    return {2: "1/8", 3: "3/16"}[round(16 * number)]


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
    return {"grad_cam.svg": grad_cam_picture(), "three_points.svg": three_points_picture()}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
