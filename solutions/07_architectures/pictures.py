"""Draw the pictures of the handout as SVG: `python solutions/07_architectures/pictures.py`.

The networks are drawn from their lists of layers, so that picture and numbers cannot disagree; the blocks are laid out
by hand, as plain text. Only sums, products and square roots are involved, which every machine rounds alike.
"""

import math
from itertools import groupby
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "assignments" / "07_architectures" / "figures"
INK, GRAY, WARM, COLD, PIXELS = "#222222", "#8a8a8a", "#c8553d", "#3b6fb6", "#b98a1e"
NAMES = {"conv": "convolution", "pool": "pooling", "fc": "fully connected"}
COLOURS = {"conv": COLD, "pool": GRAY, "fc": WARM}

LENET_5 = [
    ("conv", 6, 5, 1, 0), ("pool", 2, 2, 0), ("conv", 16, 5, 1, 0), ("pool", 2, 2, 0), ("conv", 120, 5, 1, 0),
    ("fc", 84), ("fc", 10),
]  # fmt: skip
ALEXNET = [
    ("conv", 96, 11, 4, 0), ("pool", 3, 2, 0), ("conv", 256, 5, 1, 2), ("pool", 3, 2, 0), ("conv", 384, 3, 1, 1),
    ("conv", 384, 3, 1, 1), ("conv", 256, 3, 1, 1), ("pool", 3, 2, 0), ("fc", 4096), ("fc", 4096), ("fc", 1000),
]  # fmt: skip
VGG_16 = [
    layer
    for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]
    for layer in [*[("conv", filters, 3, 1, 1)] * count, ("pool", 2, 2, 0)]
] + [("fc", 4096), ("fc", 4096), ("fc", 1000)]


def text(x, y, content, size=14, anchor="middle", colour=INK):
    """A line of text around or from (x, y)."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" text-anchor="{anchor}" fill="{colour}" '
        f'dominant-baseline="central">{content}</text>'
    )


def box(x, y, width, height, colour, label="", size=14):
    """A filled rectangle around (x, y), with a label in it."""
    place = f'x="{x - width / 2:.1f}" y="{y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}"'
    parts = [f'<rect {place} rx="2" fill="{colour}" stroke="white"/>']
    return parts + ([text(x, y, label, size, colour="white")] if label else [])


def arrow(*points, colour=INK):
    """A line through some points that ends in a tip."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.6" marker-end="url(#tip)"/>'


def shape_behind(layer, shape):
    """(channels, side) behind a layer; side 0 for what is no image any more."""
    if layer[0] == "fc":
        return layer[1], 0
    channels, side = shape
    size, stride, padding = layer[-3:]
    return layer[1] if layer[0] == "conv" else channels, (side + 2 * padding - size) // stride + 1


def network_picture(name, layers, image, gap, more):
    """The output of each layer as a box: as tall as the image is high and as wide as it has channels, both by roots."""
    middle, tallest = 104, 130 / math.sqrt(image[1])
    rows = [("image", "input", image)]
    for layer in layers:
        label = "fc" if layer[0] == "fc" else f"{layer[-3]}×{layer[-3]}"
        rows.append((layer[0], label, shape_behind(layer, rows[-1][2])))
    parts, left = [text(20, 24, name, 16, "start")], 26.0
    for (kind, label, (channels, side)), equal in groupby(rows):
        begin = left
        for _ in equal:
            width = 12 if kind == "fc" else 6 + math.sqrt(channels) * more
            height = max(10.0, tallest * math.sqrt(side)) if side else 8 + math.sqrt(channels) * 1.2
            parts += box(left + width / 2, middle, width, height, COLOURS.get(kind, PIXELS))
            left += width + gap
        centre = (begin + left - gap) / 2
        parts.append(text(centre, middle + 82, label, 10))
        parts.append(text(centre, middle + 97, channels, 10, colour=COLOURS.get(kind, INK)))
        parts.append(text(centre, middle + 112, f"{side}²" if side else "", 10, colour=GRAY))
    parts.append(text(20, middle + 136, "window, channels or neurons, pixels:", 11, "start"))
    for x, (kind, word) in zip((232, 310, 362), NAMES.items(), strict=True):
        parts.append(text(x, middle + 136, word, 11, "start", COLOURS[kind]))
    return svg(max(left - gap + 20, 460), middle + 154, f"{name}: the output of each layer", parts)


def residual_picture():
    """Two convolutions and a way round them."""
    parts = [text(40, 100, "x", 18)]
    for x, label, colour in [(140, "conv 3 × 3", COLD), (250, "relu", GRAY), (360, "conv 3 × 3", COLD)]:
        parts += box(x, 100, 86, 36, colour, label)
    parts += [arrow((52, 100), (96, 100)), arrow((183, 100), (206, 100)), arrow((293, 100), (316, 100))]
    parts += [arrow((403, 100), (434, 100)), arrow((70, 100), (70, 40), (448, 40), (448, 86))]
    parts += box(250, 40, 150, 30, WARM, "x, or conv 1 × 1")
    parts.append(f'<circle cx="448" cy="100" r="13" fill="white" stroke="{INK}" stroke-width="1.5"/>')
    parts += [text(448, 100, "+", 18), arrow((461, 100), (486, 100)), *box(530, 100, 86, 36, GRAY, "relu")]
    parts += [arrow((573, 100), (606, 100)), text(628, 100, "out", 16)]
    parts += [text(140, 132, "W1, b1", 12), text(360, 132, "W2, b2", 12), text(250, 66, "Ws, bs", 12)]
    return svg(
        660, 155, "A residual block: two convolutions, and a skip that is added in front of the last ReLU", parts
    )


def inception_picture():
    """Four branches side by side."""
    parts = [text(40, 125, "x", 18), text(620, 125, "out", 16)]
    rows = [(50, "conv 1 × 1", "W1, b1"), (100, "conv 3 × 3", "W3, b3"), (150, "conv 5 × 5", "W5, b5")]
    for y, label, weights in rows:
        parts += [*box(230, y, 96, 32, COLD, label), text(290, y - 10, weights, 12, "start")]
        parts += [arrow((56, 125), (90, 125), (90, y), (180, y)), arrow((278, y), (506, y))]
    parts += [*box(180, 200, 120, 32, GRAY, "max pool 3 × 3"), *box(340, 200, 96, 32, COLD, "conv 1 × 1")]
    parts += [arrow((56, 125), (90, 125), (90, 200), (118, 200)), arrow((242, 200), (290, 200))]
    parts += [arrow((388, 200), (506, 200)), text(400, 190, "Wp, bp", 12, "start")]
    heights = [(50, "F1"), (100, "F3"), (150, "F5"), (200, "Fp")]
    for y, label in heights:
        parts += box(525, y, 34, 48, WARM, label)
    parts += [arrow((546, 125), (596, 125)), text(525, 240, "channels, one behind the other", 12)]
    return svg(
        660, 260, "An inception block: four branches look at the same image; their channels are concatenated", parts
    )


def dense_picture():
    """Each layer sees all maps before it."""
    parts, names, xs = [], ["x", "1", "2", "3"], [70, 240, 410, 580]
    for i, x in enumerate(xs):
        for j in range(i + 1):
            y = 170 - 34 * j
            parts += box(x, y, 40, 30, PIXELS if j == 0 else COLD, names[j])
            if j < i:
                parts.append(arrow((xs[i - 1] + 22, y), (x - 24, y), colour=GRAY))
        if i:
            top = 170 - 34 * i
            between = (xs[i - 1] + x) / 2
            parts += box(between, top - 4, 62, 34, WARM, "conv, relu", 11)
            parts.append(arrow((xs[i - 1], 170 - 34 * (i - 1) - 17), (xs[i - 1], top - 4), (between - 33, top - 4)))
            parts.append(arrow((between + 33, top - 4), (x - 24, top - 4)))
            parts.append(text(between, top - 30, f"W{i}, b{i}", 12))
        parts.append(text(x, 204, ["x₀ = x", "x₁", "x₂", "x₃ = out"][i], 14))
    parts.append(
        text(20, 26, "a layer reads the whole column on its left; gray arrows: kept as they are", 12, "start", GRAY)
    )
    return svg(660, 225, "A dense block: every layer reads all maps so far and puts its own behind them", parts)


def locally_connected_picture():
    """A convolution beside a locally connected layer: which weights are the same."""
    parts, shades = [], [COLD, WARM, "#4b8f5a", "#8a5fae"]
    for left, title, colours in [(60, "convolution", [COLD] * 4), (370, "locally connected", shades)]:
        parts.append(text(left + 115, 26, title, 15))
        for i in range(5):
            parts += box(left + 20 + 48 * i, 170, 26, 26, PIXELS, f"{i}", 12)
        for i, colour in enumerate(colours):
            parts += box(left + 44 + 48 * i, 70, 26, 26, INK, f"{i}", 12)
            for k in range(2):
                end = left + 20 + 48 * (i + k)
                dashes = ' stroke-dasharray="6 4"' if k else ""
                ends = f'x1="{end}" y1="156" x2="{left + 44 + 48 * i}" y2="84"'
                parts.append(f'<line {ends} stroke="{colour}" stroke-width="2.4"{dashes}/>')
    parts.append(text(335, 205, "same colour and dashes: the same weight", 12, colour=GRAY))
    return svg(
        670, 225, "Pixels below, outputs above: a convolution has 2 weights here, a locally connected layer 8", parts
    )


def svg(width, height, title, parts):
    """A picture with a white ground, so that it can be read on a dark page too."""
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" font-family="system-ui, sans-serif">'
    )
    ground = f'<rect width="{width:.0f}" height="{height:.0f}" rx="8" fill="white"/>'
    tip = (
        '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{INK}"/></marker>'
    )
    return "\n".join([opening, f"<title>{title}</title>", ground, tip, *parts, "</svg>"]) + "\n"


def pictures():
    """All pictures, by file name."""
    return {
        "lenet_5.svg": network_picture("LeNet-5", LENET_5, (1, 32), 30, 4.0),
        "alexnet.svg": network_picture("AlexNet", ALEXNET, (3, 227), 20, 1.4),
        "vgg_16.svg": network_picture("VGG-16", VGG_16, (3, 224), 12, 0.9),
        "residual.svg": residual_picture(),
        "inception.svg": inception_picture(),
        "dense.svg": dense_picture(),
        "locally_connected.svg": locally_connected_picture(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in pictures().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
