# %% [markdown]
# # 07 Architectures
#
# The layers are written; what remains is how to put them together. The networks that made history differ in little
# else: how many layers, how wide, and which of them are linked. You take them apart and build the pieces that have
# names.
#
# 1. `output_shapes`: what every layer of a network makes of an image
# 2. `count_parameters`: what it costs in weights
# 3. `residual_forward`, `residual_backward`: a block with a way round it
# 4. `inception_forward`, `inception_backward`, `auxiliary_loss`: four layers side by side, and losses half way up
# 5. `dense_forward`, `dense_backward`: every layer sees all that came before
# 6. `locally_connected_forward`, `locally_connected_backward`: a convolution whose weights are not shared
#
# Images are `(N, C, H, W)`, kernels `(F, C, KH, KW)`. `params` and `grads` are dicts of arrays with the same keys.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the diagrams, the mathematics and examples worked by hand.

# %%
import math
import sys
from contextlib import suppress
from itertools import pairwise

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder

# %% [markdown]
# Convolution and pooling come from your own 04 and 05, in the folders beside this one.

# %%
if __name__ == "__main__":  # grading brings the two modules along
    sys.path += ["../04_convolution", "../05_pooling"]
try:
    from convolution import conv2d_backward, conv2d_forward
    from pooling import max_pool_backward, max_pool_forward
except ImportError as missing:
    print(f"{missing}: put the folders of 04 and 05, with your work in them, beside this one.")


# %% [markdown]
# ## 1. Shapes
#
# A network is a list of layers, each a tuple that begins with its name:
#
# | layer | of an input of shape | |
# |---|---|---|
# | `("conv", filters, k, stride, padding, groups)` | `(C, H, W)` | kernels of k × k |
# | `("pool", size, stride, padding)` | `(C, H, W)` | windows of size × size |
# | `("relu",)` | any | |
# | `("flatten",)` | `(C, H, W)` | |
# | `("fc", n)` | `(D,)` | n neurons, fully connected |
#
# These are the famous ones.

# %%
LENET_5 = [
    ("conv", 6, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0),
    ("conv", 16, 5, 1, 0, 1), ("relu",), ("pool", 2, 2, 0),
    ("conv", 120, 5, 1, 0, 1), ("relu",), ("flatten",), ("fc", 84), ("relu",), ("fc", 10),
]  # fmt: skip
ALEXNET = [
    ("conv", 96, 11, 4, 0, 1), ("relu",), ("pool", 3, 2, 0),
    ("conv", 256, 5, 1, 2, 2), ("relu",), ("pool", 3, 2, 0),
    ("conv", 384, 3, 1, 1, 1), ("relu",), ("conv", 384, 3, 1, 1, 2), ("relu",),
    ("conv", 256, 3, 1, 1, 2), ("relu",), ("pool", 3, 2, 0),
    ("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000),
]  # fmt: skip
VGG_16 = []
for filters, convolutions in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]:
    VGG_16 += [("conv", filters, 3, 1, 1, 1), ("relu",)] * convolutions + [("pool", 2, 2, 0)]
VGG_16 += [("flatten",), ("fc", 4096), ("relu",), ("fc", 4096), ("relu",), ("fc", 1000)]

NETWORKS = {
    "LeNet-5": (LENET_5, (1, 32, 32)),
    "AlexNet": (ALEXNET, (3, 227, 227)),
    "VGG-16": (VGG_16, (3, 224, 224)),
}


# %%
def output_shapes(layers, input_shape):
    """Follow one image through a network, layer by layer.

    Parameters
    ----------
    layers : list of tuples
        As in the table above. A window that does not fit wholly is dropped; padding is added on all four sides.
    input_shape : tuple
        `(C, H, W)`, or `(D,)` for a network without convolutions; the batch is left out.

    Returns
    -------
    list of tuples, one for each layer: the shape of its output, `(C, H, W)` or `(D,)`
    """
    raise NotImplementedError("output_shapes: write this part")


# %%
# %check shapes


# %% [markdown]
# Your shapes, drawn: each box is the output of a convolution, a pooling or a fully connected layer, as tall as the
# image is high and as wide as it has channels (both shrunk, or nothing would fit on the page).

# %%
#| grade: false
COLOURS = {"conv": "tab:blue", "pool": "tab:gray", "fc": "tab:red"}


def draw_network(place, layers, shapes):
    """Boxes from left to right, one for each layer that is in COLOURS."""
    left = 0.0
    for layer, shape in zip(layers, shapes, strict=True):
        if layer[0] in COLOURS:
            height = shape[1] ** 0.5 if len(shape) == 3 else 1.0
            width = shape[0] ** 0.5 / 8
            place.bar(left, height, width, -height / 2, align="edge", color=COLOURS[layer[0]], edgecolor="white")
            left += width + 0.5
    place.set_yticks([])
    place.set_xticks([])


with suppress(NotImplementedError):  # until you have written it
    import matplotlib.pyplot as plt

    _, places = plt.subplots(3, 1, figsize=(9, 7), layout="constrained")
    for place, (name, (layers, input_shape)) in zip(places, NETWORKS.items(), strict=True):
        draw_network(place, layers, output_shapes(layers, input_shape))
        place.set_title(f"{name}: convolutions blue, pooling gray, fully connected red")
    plt.show()


# %% [markdown]
# ## 2. Parameters
#
# A filter of a convolution has one weight for each entry of its window, and one bias. In how many channels it looks
# depends on `groups`: with $g$ groups, channels and filters are both cut into $g$ equal parts, and each part of the
# filters sees one part of the channels. AlexNet was cut in two because it had to fit on two graphics cards.


# %%
def count_parameters(layers, input_shape):
    """Count the weights and biases of a network.

    Parameters
    ----------
    layers, input_shape
        As in `output_shapes`.

    Returns
    -------
    int
    """
    raise NotImplementedError("count_parameters: write this part")


# %%
# %check parameters


# %% [markdown]
# Where are all these weights? And the lecture's example: 200 × 200 pixels in colour, and a single layer of neurons that
# see every pixel, against convolutions of 3 × 3.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    _, places = plt.subplots(1, 3, figsize=(12, 3.5), layout="constrained")
    for place, (name, (layers, input_shape)) in zip(places, NETWORKS.items(), strict=True):
        totals = [count_parameters(layers[:i], input_shape) for i in range(len(layers) + 1)]
        costs = [(layer[0], after - before) for layer, (before, after) in zip(layers, pairwise(totals), strict=True)]
        costs = [(kind, cost) for kind, cost in costs if cost]
        place.bar(range(1, len(costs) + 1), [cost for _, cost in costs], color=[COLOURS[kind] for kind, _ in costs])
        place.set(title=f"{name}: {totals[-1]:,}", xlabel="layer with weights", ylabel="parameters")
    plt.show()
    widths = [1, 10, 100, 1000]
    small = {"fully connected": ("fc", 1), "3 × 3 convolution": ("conv", 1, 3, 1, 1, 1)}
    plt.figure(figsize=(6, 3.2), layout="constrained")
    for label, (kind, _, *rest) in small.items():
        first_layers = [[("flatten",)] * (kind == "fc") + [(kind, n, *rest)] for n in widths]
        costs = [count_parameters(first_layer, (3, 200, 200)) for first_layer in first_layers]
        plt.loglog(widths, costs, ".-", color=COLOURS[kind], label=label)
    plt.legend()
    plt.xlabel("neurons, or filters")
    plt.title("parameters of a first layer on 200 × 200 pixels in colour")
    plt.show()


# %% [markdown]
# ## 3. A residual block
#
# $$\text{out} = \text{relu}\big(\text{conv}_2(\text{relu}(\text{conv}_1(x))) + \text{skip}(x)\big)$$
#
# Both convolutions are 3 × 3 with stride 1 and padding 1, so that the image keeps its size. The skip is $x$ itself
# where `params` has no `Ws`, else a 1 × 1 convolution, needed at least where the number of channels changes.
#
# On the way back $x$ receives two gradients. From now on everything is made of parts whose gradients you have: follow
# the picture of the block in the handout against its arrows.


# %%
def residual_forward(x, params):
    """Two convolutions, and a way round them.

    Parameters
    ----------
    x : (N, C, H, W) array
    params : dict of arrays
        `W1 (F, C, 3, 3)`, `b1 (F,)`, `W2 (F, F, 3, 3)`, `b2 (F,)`; optionally `Ws (F, C, 1, 1)` and `bs (F,)`.
        Without `Ws`, F equals C.

    Returns
    -------
    out : (N, F, H, W) array
    cache : whatever `residual_backward` needs
    """
    raise NotImplementedError("residual_forward: write this part")


# %%
def residual_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `residual_forward`.

    Parameters
    ----------
    dout : (N, F, H, W) array
    cache : as returned by `residual_forward`

    Returns
    -------
    dx : (N, C, H, W) array
    grads : dict of arrays, with the keys of params
    """
    raise NotImplementedError("residual_backward: write this part")


# %%
# %check residual_block


# %% [markdown]
# Why all this? Stack sixteen blocks with small random weights, send an image up and a gradient down, and look at how
# much of it arrives. Without the skip (here a skip with weights of zero) the first layers of a deep network are told
# nothing.


# %%
#| grade: false
def gradient_norms(has_skip, blocks=16, channels=4):
    """The norm of a gradient of norm 1 on its way down, behind each block."""
    rng = np.random.default_rng(7)
    x, stack = np.abs(rng.normal(size=(1, channels, 8, 8))), []
    for _ in range(blocks):
        params = {f"W{i}": 0.1 * rng.normal(size=(channels, channels, 3, 3)) for i in (1, 2)}
        params |= {"b1": np.zeros(channels), "b2": np.zeros(channels)}
        if not has_skip:
            params |= {"Ws": np.zeros((channels, channels, 1, 1)), "bs": np.zeros(channels)}
        x, cache = residual_forward(x, params)
        stack.append(cache)
    gradients = [np.full(x.shape, x.size**-0.5)]
    for cache in reversed(stack):
        gradients.append(residual_backward(gradients[-1], cache)[0])
    return [np.linalg.norm(gradient) for gradient in gradients]


with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    plt.figure(figsize=(6, 3.5), layout="constrained")
    plt.semilogy(gradient_norms(has_skip=True), ".-", label="with skip")
    plt.semilogy(gradient_norms(has_skip=False), ".-", label="without")
    plt.xlabel("blocks on its way")
    plt.title("what is left of the gradient")
    plt.legend()
    plt.show()


# %% [markdown]
# ## 4. An inception block
#
# Which size should a kernel have? GoogLeNet takes all of them: four branches look at the same image side by side, and
# their channels are put one behind the other, in this order.
#
# | branch | | weights |
# |---|---|---|
# | 1 | 1 × 1 convolution | `W1`, `b1` |
# | 2 | 3 × 3 convolution, padding 1 | `W3`, `b3` |
# | 3 | 5 × 5 convolution, padding 2 | `W5`, `b5` |
# | 4 | 3 × 3 max pooling, stride 1, padding 1, then a 1 × 1 convolution | `Wp`, `bp` |
#
# All have stride 1, and none has a ReLU. The padding of a maximum must never win: it is minus infinity, also where all
# pixels are negative.


# %%
def inception_forward(x, params):
    """Four branches side by side.

    Parameters
    ----------
    x : (N, C, H, W) array
    params : dict of arrays
        `W1 (F1, C, 1, 1)`, `W3 (F3, C, 3, 3)`, `W5 (F5, C, 5, 5)`, `Wp (Fp, C, 1, 1)`, and `b1`, `b3`, `b5`, `bp`.

    Returns
    -------
    out : (N, F1 + F3 + F5 + Fp, H, W) array
    cache : whatever `inception_backward` needs
    """
    raise NotImplementedError("inception_forward: write this part")


# %%
def inception_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `inception_forward`.

    Parameters
    ----------
    dout : (N, F1 + F3 + F5 + Fp, H, W) array
    cache : as returned by `inception_forward`

    Returns
    -------
    dx : (N, C, H, W) array
    grads : dict of arrays, with the keys of params
    """
    raise NotImplementedError("inception_backward: write this part")


# %% [markdown]
# GoogLeNet is deep, and came before residual blocks. To tell its lower layers something, it has *auxiliary* classifiers
# half way up. Their losses count too, with a small weight: 0.3 in GoogLeNet.


# %%
def auxiliary_loss(main, auxiliary, weight):
    """Add the losses of auxiliary classifiers to that of the last.

    Parameters
    ----------
    main : float
    auxiliary : sequence of floats
        As many as there are; maybe none.
    weight : float

    Returns
    -------
    float
    """
    raise NotImplementedError("auxiliary_loss: write this part")


# %%
# %check inception_block


# %% [markdown]
# One image, four ways to look at it: as it is, its edges, a blur, and the largest of each neighbourhood.

# %%
#| grade: false
rows, columns = np.mgrid[-1:1:48j, -1:1:48j]
disc = ((rows + 0.3) ** 2 + (columns + 0.3) ** 2 < 0.3).astype(float)
stripes = 0.5 * (np.sin(30 * (rows + columns)) > 0) * (rows + columns > 0.6)
image = np.maximum(disc, stripes)


def show(pictures, titles):
    """Show images side by side, zero in the middle of the colours."""
    import matplotlib.pyplot as plt

    _, places = plt.subplots(1, len(pictures), figsize=(2.6 * len(pictures), 3), layout="constrained")
    for place, picture, title in zip(places, pictures, titles, strict=True):
        largest = np.abs(picture).max() or 1.0
        place.imshow(picture, cmap="RdBu_r", vmin=-largest, vmax=largest)
        place.set_title(title)
        place.axis("off")
    plt.show()


sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
with suppress(NotImplementedError):
    four = {"W1": np.ones((1, 1, 1, 1)), "W3": sobel[None, None], "W5": np.full((1, 1, 5, 5), 0.04)}
    four |= {"Wp": np.ones((1, 1, 1, 1))} | {f"b{branch}": np.zeros(1) for branch in "135p"}
    show(inception_forward(image[None, None], four)[0][0], ["1 × 1", "3 × 3", "5 × 5", "pooling, 1 × 1"])


# %% [markdown]
# ## 5. A dense block
#
# A residual block adds; a dense block keeps. Every layer gets all maps that there are so far, and puts its own behind
# them:
#
# $$x_{i+1} = \text{concat}\big(x_i,\; \text{relu}(\text{conv}_{i+1}(x_i))\big), \qquad i = 0, 1, \dots$$
#
# with $x_0 = x$, convolutions 3 × 3, padding 1, and weights `W1`, `b1`, `W2`, `b2`, …: as many layers as `params` has.


# %%
def dense_forward(x, params):
    """Layers that each see all the maps before them.

    Parameters
    ----------
    x : (N, C, H, W) array
    params : dict of arrays
        `W1 (F1, C, 3, 3)`, `b1 (F1,)`, `W2 (F2, C + F1, 3, 3)`, `b2 (F2,)`, `W3 (F3, C + F1 + F2, 3, 3)`, …

    Returns
    -------
    out : (N, C + F1 + F2 + …, H, W) array
    cache : whatever `dense_backward` needs
    """
    raise NotImplementedError("dense_forward: write this part")


# %%
def dense_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `dense_forward`.

    Parameters
    ----------
    dout : (N, C + F1 + F2 + …, H, W) array
    cache : as returned by `dense_forward`

    Returns
    -------
    dx : (N, C, H, W) array
    grads : dict of arrays, with the keys of params
    """
    raise NotImplementedError("dense_backward: write this part")


# %%
# %check dense_block


# %% [markdown]
# Four layers with one random kernel each, and all maps that the block returns. The image itself is still there,
# untouched: whatever comes next may use it.

# %%
#| grade: false
with suppress(NotImplementedError):
    rng = np.random.default_rng(1)
    growing = {f"W{i}": rng.normal(size=(1, i, 3, 3)) / (3 * i**0.5) for i in range(1, 5)}
    growing |= {f"b{i}": np.zeros(1) for i in range(1, 5)}
    maps, _ = dense_forward(image[None, None], growing)
    show(maps[0], ["x", *(f"of layer {i}" for i in range(1, 5))])


# %% [markdown]
# By how many ways does the last map depend on the image? Let every kernel pass on the pixel that it stands on,
# unchanged; then the gradient of the last map counts them. A chain of layers has one.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    ways = []
    for depth in range(1, 8):
        passing = {f"W{i}": np.zeros((1, i, 3, 3)) for i in range(1, depth + 1)}
        for W in passing.values():
            W[:, :, 1, 1] = 1
        passing |= {f"b{i}": np.zeros(1) for i in range(1, depth + 1)}
        maps, cache = dense_forward(np.ones((1, 1, 3, 3)), passing)
        dmaps = np.zeros_like(maps)
        dmaps[0, -1, 1, 1] = 1
        ways.append(dense_backward(dmaps, cache)[0][0, 0, 1, 1])
    plt.figure(figsize=(5, 3.2), layout="constrained")
    plt.bar(range(1, 8), ways)
    plt.xlabel("layers in the block")
    plt.title("ways from the image to the last map")
    plt.show()


# %% [markdown]
# ## 6. Locally connected
#
# In a photograph, anything may be anywhere, and weights are shared. In the photograph of a *face*, cut out and turned
# upright as DeepFace does, the eyes are always in the same place; there a place deserves kernels of its own. Everything
# is as in a convolution, only that `w` and `b` have two axes more, for the place:
#
# $$y[n,f,i,j] = b[i,j,f] + \sum_{c,u,v} x[n,\,c,\,i s + u,\,j s + v]\; w[i,j,f,c,u,v]$$


# %%
def locally_connected_forward(x, w, b, stride=1):
    """Apply kernels that are different in every place, without padding.

    Parameters
    ----------
    x : (N, C, H, W) array
    w : (OH, OW, F, C, KH, KW) array
        OH = ⌊(H − KH) / stride⌋ + 1 and OW = ⌊(W − KW) / stride⌋ + 1.
    b : (OH, OW, F) array
    stride : int
        Distance between neighbouring windows, in both directions.

    Returns
    -------
    out : (N, F, OH, OW) array
    cache : whatever `locally_connected_backward` needs
    """
    raise NotImplementedError("locally_connected_forward: write this part")


# %%
def locally_connected_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `locally_connected_forward`.

    Parameters
    ----------
    dout : (N, F, OH, OW) array
    cache : as returned by `locally_connected_forward`

    Returns
    -------
    dx : (N, C, H, W) array
    dw : (OH, OW, F, C, KH, KW) array
    db : (OH, OW, F) array
    """
    raise NotImplementedError("locally_connected_backward: write this part")


# %%
# %check locally_connected


# %% [markdown]
# Let it learn. The teacher finds edges from left to right in the upper half of the image, and edges from top to bottom
# in the lower half. A convolution has one kernel and must make do with something between the two. Your layer learns a
# kernel for each place, from 20 images of noise.

# %%
#| grade: false
with suppress(NotImplementedError):
    teacher = np.empty((6, 6, 1, 1, 3, 3))
    teacher[:3], teacher[3:] = sobel, sobel.T
    noise, no_bias = np.random.default_rng(3).normal(size=(20, 1, 8, 8)), np.zeros((6, 6, 1))
    target, _ = locally_connected_forward(noise, teacher, no_bias)
    learned = np.zeros_like(teacher)
    for _ in range(40):
        guess, cache = locally_connected_forward(noise, learned, no_bias)
        _, dw, _ = locally_connected_backward((guess - target) / len(noise), cache)
        learned = learned - 0.5 * dw
    mosaics = [w[:, :, 0, 0].transpose(0, 2, 1, 3).reshape(18, 18) for w in (teacher, learned)]
    show(mosaics, ["the teacher's kernels", "what was learned"])
