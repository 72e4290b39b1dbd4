"""Draw the pictures of the handout as SVG: `python solutions/02_backprop/pictures.py`.

The numbers are computed, so that picture and mathematics cannot disagree; the layout is plain text. Only sums and
products of floats are involved, which every machine rounds alike.
"""

import math
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assignments" / "02_backprop" / "figures"
INK, GRID, WARM, COLD = "#222222", "#c9c9c9", "#c8553d", "#3b6fb6"
ARROW = 24  # pixels between the middle of a node and the end of an arrow


def text(x, y, content, size=16, anchor="middle", colour=INK):
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


def arrow(start, end, colour, shift):
    """An arrow from node to node, moved sideways so that two fit beside each other."""
    (x, y), (u, v) = start, end
    length = math.hypot(u - x, v - y)
    along, across = ((u - x) / length, (v - y) / length), (-(v - y) / length, (u - x) / length)
    ends = [
        (place[0] + sign * ARROW * along[0] + shift * across[0], place[1] + sign * ARROW * along[1] + shift * across[1])
        for place, sign in ((start, 1), (end, -1))
    ]
    marker = "warm" if colour == WARM else "cold"
    return line(*ends, colour, 1.8, f'marker-end="url(#{marker})"')


def graph_picture():
    """L = (x + y)·x: values on the way forward, gradients on the way back."""
    x, y = 2.0, 3.0
    u = x + y
    L = u * x
    dL = 1.0
    du, dx_at_once = dL * x, dL * u
    dx, dy = dx_at_once + du * 1.0, du * 1.0
    nodes = {
        "x": ((130, 70), "x", x, f"{dx_at_once:g} + {du:g} = {dx:g}"),
        "y": ((130, 230), "y", y, f"{dy:g}"),
        "u": ((330, 190), "+", u, f"{du:g}"),
        "L": ((520, 110), "×", L, f"{dL:g}"),
    }
    parts = [_marker("cold", COLD), _marker("warm", WARM)]
    for start, end, value, gradient in [
        ("x", "u", x, du * 1.0), ("y", "u", y, dy), ("u", "L", u, du), ("x", "L", x, dx_at_once)
    ]:  # fmt: skip
        a, b = nodes[start][0], nodes[end][0]
        parts += [arrow(a, b, COLD, -5), arrow(b, a, WARM, -5)]
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        parts.append(text(middle[0] + 6, middle[1] - 19, f"{value:g}", 14, colour=COLD))
        parts.append(text(middle[0] - 6, middle[1] + 20, f"{gradient:g}", 14, colour=WARM))
    for name, ((left, top), sign, value, gradient) in nodes.items():
        parts.append(f'<circle cx="{left}" cy="{top}" r="19" fill="white" stroke="{INK}" stroke-width="1.5"/>')
        parts.append(text(left, top, sign, 18))
        parts.append(text(left, top - 34, f"{name} = {value:g}", 15, colour=COLD))
        is_input = name in "xy"
        below = (left - 28, top, gradient, 15, "end") if is_input else (left, top + 34, gradient, 15)
        parts.append(text(*below, colour=WARM))
    parts.append(text(570, 200, "forward: values", 14, "start", COLD))
    parts.append(text(570, 226, "backward: gradients of L", 14, "start", WARM))
    return svg(750, 290, "Values flow along the arrows, gradients against them; at x two gradients are added", parts)


def _marker(name, colour):
    return (
        f'<marker id="{name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{colour}"/></marker>'
    )


def fourth_power(x):
    """A function whose derivative is known, and whose value is rounded the same way everywhere."""
    return x * x * x * x


def step_picture():
    """The error of both kinds of differences, over the step."""
    x = 1.3
    slope = 4 * x * x * x
    steps = [2.0**-k for k in range(1, 47, 2)]
    errors = {
        "forward": [abs((fourth_power(x + h) - fourth_power(x)) / h - slope) for h in steps],
        "central": [abs((fourth_power(x + h) - fourth_power(x - h)) / (2 * h) - slope) for h in steps],
    }
    left, top, width, height = 80, 30, 470, 250
    decades, lowest = 14, 13  # of h and of the error

    def place(h, error):
        return left + width * (1 + math.log10(h) / decades), top + height * (
            1 - math.log10(error * 1e13) / (lowest + 2)
        )

    parts = []
    for power in range(-decades, 1, 2):
        across = place(10.0**power, 1.0)[0]
        parts.append(line((across, top), (across, top + height), GRID, 1))
        parts.append(text(across, top + height + 18, ten_to_the(power), 13))
    for power in range(-lowest + 1, 2, 3):
        down = place(1.0, 10.0**power)[1]
        parts.append(line((left, down), (left + width, down), GRID, 1))
        parts.append(text(left - 8, down, ten_to_the(power), 13, "end"))
    looks = [(WARM, -1, "end"), (COLD, 1, "start")]
    for (name, values), (colour, side, anchor) in zip(errors.items(), looks, strict=True):
        points = [place(h, error) for h, error in zip(steps, values, strict=True) if error > 0]
        path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
        beside = points[4]  # where the two are well apart
        parts.append(text(beside[0] + 12 * side, beside[1] + 10 * side, name, 14, anchor, colour))
    parts.append(text(left + width / 2, top + height + 42, "step h", 14))
    parts.append(text(left, top - 14, "error of the slope of x⁴ at 1.3", 14, "start"))
    return svg(
        650, 340, "The error falls with the step, by its first or second power, until rounding takes over", parts
    )


def ten_to_the(power):
    """10 with a raised exponent."""
    return "10" + "".join("⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".index(sign)] for sign in str(power))


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
    return {"graph.svg": graph_picture(), "step.svg": step_picture()}


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
