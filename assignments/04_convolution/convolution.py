# %% [markdown]
# # 04 Convolution
#
# A fully connected layer gives every pixel a weight of its own, and learns the top left corner of an image apart from
# the bottom right. A convolution looks at a small window, uses the *same* few weights wherever the window is, and so
# needs few numbers and finds a thing wherever it appears.
#
# You build it in numpy, from a sum over one signal up to the layer of a convolutional network with its gradients:
#
# 1. `conv1d`: the definition, for signals
# 2. `convolution_matrix`, `shared_weight_gradient`: the same thing as a fully connected layer whose weights are shared
# 3. `conv2d_forward`: images, channels and filters
# 4. `conv2d_backward`: what the loss says about image, kernels and bias
# 5. `im2col`, `col2im`: every window as the row of a matrix, and back
# 6. `conv2d_fast`: the layer without a loop over pixels
#
# Shapes: images `(N, C, H, W)`, kernels `(F, C, KH, KW)`, bias `(F,)`, response maps `(N, F, OH, OW)`.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
from contextlib import suppress

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder


# %% [markdown]
# ## 1. Convolution of a signal
#
# $$(f * g)[n] = \sum_m f[m]\, g[n - m]$$
#
# In a network both have an end. `"valid"` keeps the outputs for which the kernel lies wholly on the signal: $N - K + 1$
# of them. `"full"` keeps every output to which at least one sample contributes: $N + K - 1$. Padding adds zeros at both
# ends *before* convolving; with stride $s$ only every $s$-th output is kept, the first included.
#
# Before you write it, convolve `[1, 2, 1]` with `[1, -1]` on paper. The lecture says `[1, -1]`.


# %%
def conv1d(signal, kernel, padding=0, stride=1, mode="valid"):
    """Convolve a signal with a kernel, as the definition has it.

    Parameters
    ----------
    signal : (L,) array
    kernel : (K,) array, no longer than the padded signal
    padding : int
        Zeros added at each end of the signal before anything else.
    stride : int
        Distance between two outputs that are kept; the first is always kept.
    mode : "valid" or "full"
        With N = L + 2·padding samples, "valid" has N − K + 1 outputs and "full" N + K − 1, counted at stride 1.

    Returns
    -------
    (M,) array, M = ⌊(outputs at stride 1 − 1) / stride⌋ + 1
    """
    raise NotImplementedError("conv1d: write this part")


# %%
# %check conv1d


# %% [markdown]
# Look at it: one kernel smooths a noisy step, the other answers where the signal rises or falls.

# %%
#| grade: false
import matplotlib.pyplot as plt

step = np.repeat([0.0, 1.0, 0.3], 20) + 0.05 * np.random.default_rng(4).normal(size=60)
kernels = [np.ones(1), np.ones(5) / 5, np.array([1.0, 1.0, 1.0, 0.0, -1.0, -1.0, -1.0]) / 3]
titles = ["a noisy signal", "convolved with [1, 1, 1, 1, 1] / 5", "convolved with [1, 1, 1, 0, −1, −1, −1] / 3"]
with suppress(NotImplementedError):  # until you have written it
    smoothed = [conv1d(step, kernel, padding=len(kernel) // 2) for kernel in kernels]
    _, places = plt.subplots(3, 1, figsize=(7, 5), sharex=True, layout="constrained")
    for place, signal, title in zip(places, smoothed, titles, strict=True):
        place.plot(signal)
        place.set_title(title)
    plt.show()


# %% [markdown]
# ## 2. Convolution as a layer with shared weights
#
# A convolution is linear, so it is a matrix $W$ of shape `(length − K + 1, length)`. Each row is the row above, moved
# one place to the right: most links of the fully connected layer are gone, and those that remain *share* $K$ weights.
# The lecture calls them $w_1, w_2, w_3$; find out how they relate to the kernel from `W @ x == conv1d(x, kernel)`.
#
# A shared weight gets the gradient of every place where it stands: weight $j$ of the kernel collects from all entries
# of $W$ that are copies of it.


# %%
def convolution_matrix(kernel, length):
    """Write the valid convolution of a signal with this kernel as a matrix: W @ signal equals conv1d(signal, kernel).

    Parameters
    ----------
    kernel : (K,) array
    length : int
        Of the signal; at least K.

    Returns
    -------
    (length − K + 1, length) array of the kernel's dtype
    """
    raise NotImplementedError("convolution_matrix: write this part")


# %%
def shared_weight_gradient(dW, K):
    """Turn the gradient of a convolution matrix into the gradient of the kernel it was made from.

    Parameters
    ----------
    dW : (length − K + 1, length) array
        Gradient of the loss with respect to each entry of the matrix, as if none were shared.
    K : int
        Length of the kernel.

    Returns
    -------
    (K,) array, in the order of the kernel that was given to `convolution_matrix`
    """
    raise NotImplementedError("shared_weight_gradient: write this part")


# %%
# %check conv1d_as_matrix


# %%
#| grade: false
import matplotlib.pyplot as plt

with suppress(NotImplementedError):
    matrix = convolution_matrix(np.array([3.0, 2.0, 1.0]), 9)
    plt.figure(figsize=(5, 4), layout="constrained")
    plt.imshow(matrix)
    plt.title("the matrix of a kernel with three weights")
    plt.show()


# %% [markdown]
# ## 3. The convolution layer
#
# Now images: the window moves in two directions, looks at all $C$ channels at once, and there are $F$ kernels, each
# making a response map of its own. As every deep-learning library does, the layer does *not* flip the kernel (the
# network learns its weights either way): it is a cross-correlation.
#
# $$y[n,f,i,j] = b[f] + \sum_{c,u,v} x^\text{pad}[n,\,c,\,i s + u,\,j s + v]\; w[f,c,u,v]$$
#
# $$OH = \left\lfloor \frac{H + 2\,\text{padding} - KH}{s} \right\rfloor + 1,
#   \qquad OW = \left\lfloor \frac{W + 2\,\text{padding} - KW}{s} \right\rfloor + 1$$
#
# Loops are welcome here: make it right first.


# %%
def conv2d_forward(x, w, b, stride=1, padding=0):
    """Apply a convolution layer (a cross-correlation, with a bias) to a batch of images.

    Parameters
    ----------
    x : (N, C, H, W) array
    w : (F, C, KH, KW) array
    b : (F,) array
    stride : int
        Distance between neighbouring windows, in both directions.
    padding : int
        Rows and columns of zeros added on each of the four sides.

    Returns
    -------
    out : (N, F, OH, OW) array
    cache : whatever `conv2d_backward` needs
    """
    raise NotImplementedError("conv2d_forward: write this part")


# %%
# %check conv2d_forward


# %% [markdown]
# A small image, and three kernels that have names: two find edges (Sobel), one finds spots (Laplace). Red is a positive
# response, blue a negative one. Why is the disc's left side red and its right side blue under the first?

# %%
#| grade: false
rows, columns = np.mgrid[-1:1:48j, -1:1:48j]
disc = ((rows + 0.3) ** 2 + (columns + 0.3) ** 2 < 0.3).astype(float)
stripes = 0.5 * (np.sin(30 * (rows + columns)) > 0) * (rows + columns > 0.6)
image = np.maximum(disc, stripes)


def show(pictures, titles):
    """Show images side by side, zero in the middle of the colours."""
    import matplotlib.pyplot as plt

    _, places = plt.subplots(1, len(pictures), figsize=(3 * len(pictures), 3.3), layout="constrained")
    for place, picture, title in zip(places, pictures, titles, strict=True):
        largest = np.abs(picture).max()
        place.imshow(picture, cmap="RdBu_r", vmin=-largest, vmax=largest)
        place.set_title(title)
        place.axis("off")
    plt.show()


# %%
#| grade: false
sobel = np.array([[-1.0, 0.0, 1.0], [-2.0, 0.0, 2.0], [-1.0, 0.0, 1.0]])
laplace = np.array([[0.0, 1.0, 0.0], [1.0, -4.0, 1.0], [0.0, 1.0, 0.0]])
edge_kernels = np.stack([sobel, sobel.T, laplace])[:, None]
with suppress(NotImplementedError):
    edges = conv2d_forward(image[None, None], edge_kernels, np.zeros(3), padding=1)[0][0]
    show([image, *edges], ["image", "left to right", "top to bottom", "Laplace"])


# %% [markdown]
# ## 4. Backward
#
# `dout[n,f,i,j]` says how the loss changes with one number of the output. That number was made from one window, one
# kernel and one bias; turn the formula above around and ask of each $x$, $w$ and $b$ in which outputs it took part.
# Each part it took adds to its gradient. Padding was added by you, so nobody wants a gradient for it, but `dx` must
# have the shape of `x` in every case, also where the last rows and columns were in no window at all.


# %%
def conv2d_backward(dout, cache):
    """Gradients of the loss with respect to the inputs of `conv2d_forward`.

    Parameters
    ----------
    dout : (N, F, OH, OW) array
        Gradient of the loss with respect to the layer's output.
    cache : as returned by `conv2d_forward`

    Returns
    -------
    dx : (N, C, H, W) array
    dw : (F, C, KH, KW) array
    db : (F,) array
    """
    raise NotImplementedError("conv2d_backward: write this part")


# %%
# %check conv2d_backward


# %% [markdown]
# A layer that can be differentiated can be taught. Here plain gradient descent finds the kernel that makes the Sobel
# response of a smaller image, from that example alone.

# %%
#| grade: false
small = image[None, None, ::2, ::2]
with suppress(NotImplementedError):
    target, _ = conv2d_forward(small, sobel[None, None], np.zeros(1), padding=1)
    learned = np.zeros((1, 1, 3, 3))
    for _ in range(40):
        response, cache = conv2d_forward(small, learned, np.zeros(1), padding=1)
        _, dw, _ = conv2d_backward(2 * (response - target) / target.size, cache)
        learned = learned - 0.4 * dw
    show([sobel, learned[0, 0]], ["the kernel that was used", "the kernel that was learned"])


# %% [markdown]
# ## 5. Windows as rows
#
# Lay every window out as one row: the layer becomes a single matrix product, which is what numpy (and a graphics card)
# does best. Rows go through examples, then output rows, then output columns; in a row, channels, then kernel rows, then
# kernel columns: "C order" of `(N, OH, OW)` and `(C, KH, KW)`.
#
# `col2im` is the *adjoint* of `im2col`: for all `x` and `cols`, `(im2col(x) * cols).sum() == (x * col2im(cols)).sum()`.
# It is what carries a gradient from the rows back to the image. It is not the inverse; the sum above tells you why.


# %%
def im2col(x, kh, kw, stride, padding):
    """Lay out every window of the zero-padded images as a row.

    Parameters
    ----------
    x : (N, C, H, W) array
    kh, kw, stride, padding : int
        As in `conv2d_forward`.

    Returns
    -------
    (N·OH·OW, C·KH·KW) array: rows in the order (n, oh, ow), columns in the order (c, kh, kw)
    """
    raise NotImplementedError("im2col: write this part")


# %%
def col2im(cols, x_shape, kh, kw, stride, padding):
    """Carry rows back to the images: the adjoint of `im2col`.

    Parameters
    ----------
    cols : (N·OH·OW, C·KH·KW) array, in the order of `im2col`
    x_shape : (N, C, H, W)
    kh, kw, stride, padding : int
        As given to `im2col`.

    Returns
    -------
    (N, C, H, W) array
    """
    raise NotImplementedError("col2im: write this part")


# %%
# %check im2col


# %% [markdown]
# ## 6. Without a loop over pixels
#
# The same numbers as `conv2d_forward`, but quick: no Python loop over output pixels. A loop over examples or over the
# few places inside the kernel is fine. It is timed on 16 colour images of 64×64, and on one of 256×256.


# %%
def conv2d_fast(x, w, b, stride=1, padding=0):
    """Compute the output of `conv2d_forward`, without the cache and without a loop over output pixels.

    Parameters
    ----------
    x : (N, C, H, W) array
    w : (F, C, KH, KW) array
    b : (F,) array
    stride, padding : int

    Returns
    -------
    (N, F, OH, OW) array
    """
    raise NotImplementedError("conv2d_fast: write this part")


# %%
# %check conv2d_fast


# %% [markdown]
# Gabor kernels are waves under a bell: cells of the visual cortex answer like this, and so do the first layers of
# trained networks. Each answers to stripes of its own direction.


# %%
#| grade: false
def gabor(angle, size=9, wavelength=5.0, width=2.2):
    """A wave across `angle` (radians) under a Gaussian of standard deviation `width`: (size, size), mean 0."""
    y, x = np.mgrid[:size, :size] - (size - 1) / 2
    wave = np.cos(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / wavelength)
    kernel = wave * np.exp(-(x**2 + y**2) / (2 * width**2))
    return kernel - kernel.mean()


angles = np.pi * np.arange(4) / 4
gabor_kernels = np.stack([gabor(angle) for angle in angles])[:, None]
show(gabor_kernels[:, 0], [f"Gabor, {np.degrees(angle):.0f}°" for angle in angles])
with suppress(NotImplementedError):
    show(conv2d_fast(image[None, None], gabor_kernels, np.zeros(4), padding=4)[0], ["its response"] * 4)
