# %% [markdown]
# # 05 Pooling
#
# A convolution says for every pixel how much it looks like an edge. Mostly nobody wants to know *that* precisely where
# the edge is. Pooling sums up: it looks at a window of a response map and keeps one number for it. The maps shrink,
# what follows gets cheaper, and a picture that moves a little gives nearly the same numbers.
#
# 1. `max_pool_forward`, `max_pool_backward`: the largest of each window, and who gets its gradient
# 2. `average_pool_forward`, `average_pool_backward`: the mean of each window
# 3. `global_average_pool_forward`, `global_average_pool_backward`: the mean of each map
# 4. `smooth_max_pool_forward`, `smooth_max_pool_backward`: between the two, and differentiable everywhere
# 5. `shift_agreement`: how much of a pooled map survives a shift
#
# Shapes: images or response maps `(N, C, H, W)`, pooled `(N, C, OH, OW)`. Each channel of each example is pooled by
# itself. `size` is one integer: windows are square. Only whole windows count.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
from contextlib import suppress

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder


# %%
### BEGIN SOLUTION
def _windows(x, size, stride):
    """Every whole window, as a view: (N, C, H, W) → (N, C, OH, OW, size, size)."""
    return np.lib.stride_tricks.sliding_window_view(x, (size, size), axis=(2, 3))[:, :, ::stride, ::stride]


def _add_windows(windows, x_shape, stride):
    """Add every window to the pixels it was taken from (the adjoint of `_windows`): → (N, C, H, W)."""
    oh, ow, size, _ = windows.shape[2:]
    x = np.zeros(x_shape, windows.dtype)
    for i in range(size):
        for j in range(size):
            x[:, :, i : i + stride * oh : stride, j : j + stride * ow : stride] += windows[..., i, j]
    return x


def _shifted(x, dy, dx):
    """Move the images down by dy and right by dx; zeros come in."""
    h, w = x.shape[2:]
    padded = np.pad(x, ((0, 0), (0, 0), (max(dy, 0), max(-dy, 0)), (max(dx, 0), max(-dx, 0))))
    top, left = max(-dy, 0), max(-dx, 0)
    return padded[:, :, top : top + h, left : left + w]


### END SOLUTION


# %% [markdown]
# Two things to look at all along: a picture, and what a convolution finds in it. The response to "bright on the right,
# dark on the left" is kept where it is positive, as after a ReLU.

# %%
#| grade: false
rows, columns = np.mgrid[-1:1:48j, -1:1:48j]
disc = ((rows + 0.3) ** 2 + (columns + 0.3) ** 2 < 0.3).astype(float)
stripes = 0.5 * (np.sin(30 * (rows + columns)) > 0) * (rows + columns > 0.6)
picture = np.maximum(disc, stripes)
edges = np.zeros_like(picture)
edges[:, 1:] = np.maximum(np.diff(picture), 0)


def show(images, titles):
    """Show images side by side in gray, each between its own smallest and largest number."""
    import matplotlib.pyplot as plt

    _, places = plt.subplots(1, len(images), figsize=(3 * len(images), 3.3), layout="constrained")
    for place, image, title in zip(places, images, titles, strict=True):
        place.imshow(image, cmap="gray")
        place.set_title(title)
        place.axis("off")
    plt.show()


show([picture, edges], ["a picture", "its edges, dark to bright"])


# %% [markdown]
# ## 1. Max pooling
#
# $$y[n,c,i,j] = \max_{0 \le u, v < k}\; x[n,\,c,\,i s + u,\,j s + v], \qquad
#   OH = \left\lfloor \frac{H - k}{s} \right\rfloor + 1, \qquad OW = \left\lfloor \frac{W - k}{s} \right\rfloor + 1$$
#
# with the window's size $k$ and the stride $s$. Windows overlap where $s < k$, and leave pixels out where $s > k$.
#
# Backward, the lecture has two ways. This is the first: record in the forward pass which pixel was picked, and use the
# same in the backward pass. Only that pixel made the output, so it gets all of the output's gradient, and the others of
# the window get none of it. Where two pixels are equally large, pick whichever you like, or let them share.


# %%
def max_pool_forward(x, size, stride):
    """Keep the largest number of each window.

    Parameters
    ----------
    x : (N, C, H, W) array
    size : int
        Rows and columns of a window; at most H and W.
    stride : int
        Distance between neighbouring windows, in both directions.

    Returns
    -------
    out : (N, C, OH, OW) array
    cache : whatever `max_pool_backward` needs
    """
    ### BEGIN SOLUTION
    windows = _windows(x, size, stride)
    pixels = windows.reshape(*windows.shape[:4], size * size)
    picked = pixels.argmax(axis=-1)[..., None]
    return np.take_along_axis(pixels, picked, axis=-1)[..., 0], (x.shape, size, stride, picked)
    ### END SOLUTION


# %%
def max_pool_backward(dout, cache):
    """Gradient of the loss with respect to the input of `max_pool_forward`.

    Parameters
    ----------
    dout : (N, C, OH, OW) array
        Gradient of the loss with respect to the pooled maps.
    cache : as returned by `max_pool_forward`

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    x_shape, size, stride, picked = cache
    dwindows = dout[..., None] * (picked == np.arange(size * size))
    return _add_windows(dwindows.reshape(*dout.shape, size, size), x_shape, stride)
    ### END SOLUTION


# %%
# %check max_pool


# %% [markdown]
# The edges, pooled more and more coarsely: what was found stays found. Below, what a gradient of ones becomes on its
# way back through windows of 3 with stride 2. Bright pixels were picked by several windows.

# %%
#| grade: false
with suppress(NotImplementedError):  # until you have written it
    pooled = [max_pool_forward(edges[None, None], size, size)[0][0, 0] for size in (2, 4, 8)]
    show([edges, *pooled], ["48 × 48", "24 × 24", "12 × 12", "6 × 6"])
    out, cache = max_pool_forward(picture[None, None], 3, 2)
    show([picture, out[0, 0], max_pool_backward(np.ones_like(out), cache)[0, 0]], ["x", "pooled", "gradient of x"])


# %% [markdown]
# ## 2. Average pooling
#
# $$y[n,c,i,j] = \frac{1}{k^2} \sum_{0 \le u, v < k} x[n,\,c,\,i s + u,\,j s + v]$$
#
# Nobody is picked: every pixel of the window had a share in the output, and the same share of its gradient comes back.


# %%
def average_pool_forward(x, size, stride):
    """Keep the mean of each window.

    Parameters
    ----------
    x : (N, C, H, W) array
    size, stride : int
        As in `max_pool_forward`.

    Returns
    -------
    out : (N, C, OH, OW) array
    cache : whatever `average_pool_backward` needs
    """
    ### BEGIN SOLUTION
    return _windows(x, size, stride).mean(axis=(4, 5)), (x.shape, size, stride)
    ### END SOLUTION


# %%
def average_pool_backward(dout, cache):
    """Gradient of the loss with respect to the input of `average_pool_forward`.

    Parameters
    ----------
    dout : (N, C, OH, OW) array
    cache : as returned by `average_pool_forward`

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    x_shape, size, stride = cache
    shares = np.broadcast_to(dout[..., None, None] / size**2, (*dout.shape, size, size))
    return _add_windows(shares, x_shape, stride)
    ### END SOLUTION


# %%
# %check average_pool


# %% [markdown]
# Thin lines tell the two apart: a maximum keeps them bright, a mean dims them. Keeping every fourth pixel, without
# looking at the others, may miss them altogether.

# %%
#| grade: false
with suppress(NotImplementedError):
    largest, _ = max_pool_forward(edges[None, None], 4, 4)
    mean, _ = average_pool_forward(edges[None, None], 4, 4)
    titles = ["edges", "every 4th pixel", "largest of 4 × 4", "mean of 4 × 4"]
    show([edges, edges[::4, ::4], largest[0, 0], mean[0, 0]], titles)


# %% [markdown]
# ## 3. Global average pooling
#
# The window is the whole map, and one number is left of each:
#
# $$y[n,c] = \frac{1}{H W} \sum_{i,j} x[n,c,i,j]$$
#
# Recent networks end like this: their last maps say where something is, the means say how much of it there is, and no
# layer has to know how large the picture was. Grad-CAM, in a later assignment, is made of such means.


# %%
def global_average_pool_forward(x):
    """Keep the mean of each map.

    Parameters
    ----------
    x : (N, C, H, W) array

    Returns
    -------
    out : (N, C) array
    cache : whatever `global_average_pool_backward` needs
    """
    ### BEGIN SOLUTION
    return x.mean(axis=(2, 3)), x.shape
    ### END SOLUTION


# %%
def global_average_pool_backward(dout, cache):
    """Gradient of the loss with respect to the input of `global_average_pool_forward`.

    Parameters
    ----------
    dout : (N, C) array
    cache : as returned by `global_average_pool_forward`

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    h, w = cache[2:]
    return np.broadcast_to(dout[..., None, None] / (h * w), cache).copy()
    ### END SOLUTION


# %%
# %check global_average_pool


# %% [markdown]
# How much edge is there? Four pictures, and the mean of the edges of each: the same disc in two places, a larger
# one, and none.

# %%
#| grade: false
places_and_sizes = [(-0.4, -0.4, 0.3), (0.4, 0.3, 0.3), (0.0, 0.0, 0.8), (0.0, 0.0, 0.0)]
discs = np.stack([((rows - y) ** 2 + (columns - x) ** 2 < r**2).astype(float) for y, x, r in places_and_sizes])
outlines = np.maximum(np.diff(discs, axis=2), 0)
with suppress(NotImplementedError):
    amounts = global_average_pool_forward(outlines[:, None])[0][:, 0]
    show(discs, [f"mean of the edges {amount:.4f}" for amount in amounts])


# %% [markdown]
# ## 4. A smooth maximum
#
# The lecture's second way: pick the maximum with a smooth and differentiable approximation. Here it is
#
# $$y = \frac{1}{\beta} \log\Big( \frac{1}{k^2} \sum_{u,v} e^{\beta x_{uv}} \Big), \qquad \beta > 0,$$
#
# over the $k^2$ numbers of each window. A large $\beta$ lets the largest number win, a small one treats all alike:
# between the maximum and the mean you have everything. Differentiate it, and see who gets how much of the gradient;
# you have met those numbers before.
#
# Mind your exponentials: $e^{1000}$ is too much for a float, and a maximum of 1000 is not.


# %%
def smooth_max_pool_forward(x, size, stride, beta):
    """Keep a smooth maximum of each window: (1/β)·log of the mean of exp(β·x).

    Parameters
    ----------
    x : (N, C, H, W) array
    size, stride : int
        As in `max_pool_forward`.
    beta : float
        Above 0; the larger, the closer to the maximum.

    Returns
    -------
    out : (N, C, OH, OW) array
    cache : whatever `smooth_max_pool_backward` needs
    """
    ### BEGIN SOLUTION
    windows = _windows(x, size, stride)
    largest = windows.max(axis=(4, 5), keepdims=True)
    powers = np.exp(beta * (windows - largest))
    out = largest[..., 0, 0] + np.log(powers.mean(axis=(4, 5))) / beta
    return out, (x.shape, stride, powers / powers.sum(axis=(4, 5), keepdims=True))
    ### END SOLUTION


# %%
def smooth_max_pool_backward(dout, cache):
    """Gradient of the loss with respect to the input of `smooth_max_pool_forward`.

    Parameters
    ----------
    dout : (N, C, OH, OW) array
    cache : as returned by `smooth_max_pool_forward`

    Returns
    -------
    (N, C, H, W) array
    """
    ### BEGIN SOLUTION
    x_shape, stride, weights = cache
    return _add_windows(dout[..., None, None] * weights, x_shape, stride)
    ### END SOLUTION


# %%
# %check smooth_max_pool


# %% [markdown]
# A window of four numbers: three are 0, the fourth moves. Left the result, right the share of the gradient that the
# moving number gets: as $\beta$ grows, "who is the largest?" turns from a matter of degree into yes or no.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    moving = np.linspace(-3, 3, 121)
    quartets = np.zeros((121, 1, 2, 2))
    quartets[:, 0, 0, 0] = moving
    pooled = {beta: smooth_max_pool_forward(quartets, 2, 2, beta) for beta in (0.1, 1.0, 3.0, 20.0)}
    _, (left, right) = plt.subplots(1, 2, figsize=(10, 3.5), layout="constrained")
    for beta, (out, cache) in pooled.items():
        left.plot(moving, out[:, 0, 0, 0], label=f"β = {beta:g}")
        right.plot(moving, smooth_max_pool_backward(np.ones_like(out), cache)[:, 0, 0, 0])
    left.plot(moving, np.maximum(moving, 0), "k:", label="maximum")
    left.set(title="smooth maximum of x, 0, 0, 0", xlabel="x")
    right.set(title="its derivative by x", xlabel="x")
    left.legend()
    plt.show()


# %% [markdown]
# ## 5. Does it help?
#
# The lecture says that pooling helps with translational invariance: move the picture a little, and the pooled map stays
# as it is. Measure it. Move the images by $(dy, dx)$, down and right where these are positive; what moves over the
# border is lost, and zeros come in on the other side. Pool both, and count how many of the outputs are exactly equal.


# %%
def shift_agreement(x, shift, size, stride):
    """Share of the outputs of max pooling that a shift of the images does not change.

    Parameters
    ----------
    x : (N, C, H, W) array
    shift : (dy, dx), two integers
        Rows down and columns right; negative for up and left.
    size, stride : int
        As in `max_pool_forward`.

    Returns
    -------
    float from 0 to 1: of all outputs, the share that is exactly equal with and without the shift
    """
    ### BEGIN SOLUTION
    before, after = (_windows(image, size, stride).max(axis=(4, 5)) for image in (x, _shifted(x, *shift)))
    return float((before == after).mean())
    ### END SOLUTION


# %%
# %check invariance


# %% [markdown]
# Two views of the edges, as from a camera that moved by one pixel. White is what differs, before and after pooling.
# Every stripe has moved, and their pooled region stays as it is, but for its border. Why does the circle fare worse?

# %%
#| grade: false
here, there = edges[2:44, 2:44], edges[1:43, 1:43]
with suppress(NotImplementedError):
    (pooled_here, pooled_there), _ = max_pool_forward(np.stack([here, there])[:, None], 4, 2)
    titles = ["here", "there", "difference", "difference, pooled"]
    show([here, there, here != there, (pooled_here != pooled_there)[0]], titles)


# %% [markdown]
# How long does it last? Noise, in which every pixel differs from the next, moved further and further to the right and
# pooled with a stride of 2. Size 1 does not pool at all, it only leaves pixels out.

# %%
#| grade: false
with suppress(NotImplementedError):
    import matplotlib.pyplot as plt

    noise = np.random.default_rng(5).normal(size=(1, 1, 48, 48))
    shares = {size: [shift_agreement(noise, (0, dx), size, 2) for dx in range(9)] for size in (1, 2, 4, 6)}
    plt.figure(figsize=(6, 3.5), layout="constrained")
    for size, curve in shares.items():
        plt.plot(curve, ".-", label=f"size {size}")
    plt.title("noise: share of equal outputs after a shift by dx")
    plt.xlabel("dx")
    plt.legend()
    plt.show()


# %% [markdown]
# So it helps, within limits: for shifts smaller than the window. The network that stands on top sees numbers of which
# many have not changed. It does not see "the same picture, moved": that much no pooling does.
