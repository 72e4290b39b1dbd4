# %% [markdown]
# # 08 What a network sees
#
# A trained network is right most of the time, and silent all of the time: six thousand numbers, and none of them says
# why. You write the tools that people use to look inside, and try them on a network that reads digits, with the layers
# of 04 and 05:
#
# 1. `response_maps`, `kernel_grid`: what its kernels look like, and what they answer
# 2. `class_activation_map`: which part of an image speaks for a class
# 3. `grad_cam`: the same for a network of any kind
# 4. `conditional_affinities`, `joint_affinities`, `tsne_gradient`, `tsne`: hundreds of images on one map
#
# Images are `(C, H, W)`, response maps `(K, H, W)`, points to be mapped `(n, D)`.
# float32 in, float32 out; otherwise float64. No function changes its arguments.
# The handout, `README.md`, has the mathematics and examples worked by hand.

# %%
import sys
from contextlib import contextmanager

import numpy as np

np.set_printoptions(precision=4, suppress=True)
# %load_ext autograder

# %% [markdown]
# The layers come from your own 04 and 05, in the folders beside this one.

# %%
if __name__ == "__main__":  # grading brings the two modules along
    sys.path += ["../04_convolution", "../05_pooling"]
try:
    from convolution import conv2d_forward
    from pooling import max_pool_backward, max_pool_forward
except ImportError as missing:
    print(f"{missing}: put the folders of 04 and 05, with your work in them, beside this one.")

# %% [markdown]
# ## The network and the digits
#
# The network is the `SmallCNN` of 06: two 3 × 3 convolutions with 8 and 16 kernels, each with ReLU and max-pooling,
# then 64 hidden numbers, then the scores of ten classes. It was trained on 1,000 digits and is given to you, so that it
# does not matter how yours turned out. The 300 digits here are others, which it has never seen.


# %%
def load_network():
    """The parameters of a trained network: W1 b1 … W4 b4, as in 06."""
    with np.load("data/network.npz") as arrays:
        return {name: arrays[name].astype(float) for name in arrays}


def load_digits():
    """300 digits: images (300, 1, 8, 8) from 0 for paper to 1 for ink, and labels (300,)."""
    with np.load("data/digits.npz") as arrays:
        return arrays["images"][:, None] / 16, arrays["labels"].astype(int)


@contextmanager
def picture():
    """Show what is drawn inside; while something that it needs is missing, say what."""
    import matplotlib.pyplot as plt

    try:
        yield plt
        plt.show()
    except (NotImplementedError, FileNotFoundError) as missing:
        plt.close("all")
        if __name__ == "__main__":
            print(f"Nothing to see yet. {missing}")


def show(images, titles, columns=10, colours="gray_r"):
    """Draw images (N, H, W) side by side."""
    import matplotlib.pyplot as plt

    columns = min(columns, len(images))
    rows = -(-len(images) // columns)
    _, places = plt.subplots(rows, columns, figsize=(1.2 * columns, 1.4 * rows), squeeze=False, layout="constrained")
    for place in places.flat:
        place.axis("off")
    for place, image, title in zip(places.flat, images, titles, strict=False):
        place.imshow(image, cmap=colours)
        place.set_title(title, fontsize=9)


# %%
#| grade: false
with picture() as plt:
    images, labels = load_digits()
    show(images[:20, 0], labels[:20])


# %% [markdown]
# ## 1. Kernels and response maps
#
# A response map says where in the image its kernel found what it looks for. The maps of the second layer answer to the
# maps of the first:
#
# image → convolution, ReLU: **layer 1** → max-pooling 2 × 2, stride 2 → convolution, ReLU: **layer 2**
#
# Both convolutions have padding 1 and stride 1.


# %%
def response_maps(params, image, layer):
    """What a layer answers to one image, after its ReLU.

    Parameters
    ----------
    params : dict of arrays
        With W1 (f1, C, 3, 3), b1 (f1,), W2 (f2, f1, 3, 3), b2 (f2,); others do not matter here.
    image : (C, H, W) array
    layer : 1 or 2

    Returns
    -------
    (f1, H, W) array for layer 1, (f2, H // 2, W // 2) for layer 2
    """
    ### BEGIN SOLUTION
    x = image[None]
    for i in range(1, layer + 1):
        if i > 1:
            x, _ = max_pool_forward(x, 2, 2)
        response, _ = conv2d_forward(x, params[f"W{i}"], params[f"b{i}"], stride=1, padding=1)
        x = np.maximum(response, 0)
    return x[0]
    ### END SOLUTION


# %% [markdown]
# All kernels of a layer in one picture. A kernel with several channels is shown as their mean. Every kernel uses the
# whole range from 0 (its smallest number) to 1 (its largest); one that is constant is 0. The grid has
# $\lceil\sqrt F\rceil$ columns and as many rows as it needs. It is filled row by row, with one line of zeros around it
# and between neighbours.


# %%
def kernel_grid(w):
    """Arrange the kernels of a layer in one picture.

    Parameters
    ----------
    w : (F, C, KH, KW) array

    Returns
    -------
    (rows·(KH + 1) + 1, columns·(KW + 1) + 1) array with numbers from 0 to 1, columns = ⌈√F⌉, rows = ⌈F / columns⌉
    """
    ### BEGIN SOLUTION
    kernels = w.mean(axis=1)
    lowest, highest = kernels.min(axis=(1, 2), keepdims=True), kernels.max(axis=(1, 2), keepdims=True)
    kernels = (kernels - lowest) / np.where(highest > lowest, highest - lowest, 1)
    count, kh, kw = kernels.shape
    columns = int(np.ceil(np.sqrt(count)))
    rows = -(-count // columns)
    grid = np.zeros((rows * (kh + 1) + 1, columns * (kw + 1) + 1), w.dtype)
    for k, kernel in enumerate(kernels):
        top, left = k // columns * (kh + 1) + 1, k % columns * (kw + 1) + 1
        grid[top : top + kh, left : left + kw] = kernel
    return grid
    ### END SOLUTION


# %%
# %check response_maps


# %% [markdown]
# The kernels of both layers. Which of the first look like an edge? The second layer's are harder to read: why?

# %%
#| grade: false
with picture() as plt:
    params = load_network()
    _, places = plt.subplots(1, 2, figsize=(7, 3.6), layout="constrained")
    for place, name in zip(places, ["W1", "W2"], strict=True):
        place.imshow(kernel_grid(params[name]), cmap="gray")
        place.set_title(f"the {len(params[name])} kernels of {name}")
        place.axis("off")

# %% [markdown]
# One digit, and what the first layer's eight kernels answer to it; below, the sixteen of the second layer.

# %%
#| grade: false
with picture() as plt:
    params, (images, labels) = load_network(), load_digits()
    digit = images[7]
    show([digit[0], *response_maps(params, digit, 1)], [f"a {labels[7]}", *range(8)], columns=9)
    show(response_maps(params, digit, 2), range(16), columns=8)


# %% [markdown]
# ## 2. Class activation maps
#
# Let a network end like this: response maps $A_k$, the mean of each map, and one weight $w_k^c$ for each mean and each
# class. Then the score of a class is a sum over the places of the image, and one can look at what each place adds:
#
# $$L^c_{ij} = \sum_k w_k^c\, A^k_{ij}$$
#
# Where it is positive the image speaks for the class, where it is negative against it.


# %%
def class_activation_map(A, w, c):
    """Weigh the response maps by what they mean for a class.

    Parameters
    ----------
    A : (K, H, W) array
        The last layer's response maps for one image.
    w : (K, classes) array
        The weights from the mean of each map to the score of each class.
    c : int
        The class.

    Returns
    -------
    (H, W) array
    """
    ### BEGIN SOLUTION
    return np.tensordot(w[:, c], A, axes=1)
    ### END SOLUTION


# %%
# %check cam


# %% [markdown]
# Our network does not end like that, but a second end is quickly made: the weights that, by least squares, turn the
# sixteen means into the ten classes. With so little to go by it still gets many digits right. Red speaks for the class,
# blue against it. Of the two that are compared, which strokes tell them apart?

# %%
#| grade: false
with picture() as plt:
    params, (images, labels) = load_network(), load_digits()
    means = np.array([response_maps(params, image, 2).mean(axis=(1, 2)) for image in images])
    w = np.linalg.lstsq(means, np.eye(10)[labels] - 0.1, rcond=None)[0]
    right = np.flatnonzero((means @ w).argmax(axis=1) == labels)
    _, places = plt.subplots(3, 6, figsize=(7, 4), layout="constrained")
    for column, (own, other) in enumerate([(0, 6), (1, 7), (3, 8), (4, 9), (6, 5), (9, 3)]):
        i = right[labels[right] == own][0]
        A = response_maps(params, images[i], 2)
        places[0, column].imshow(images[i, 0], cmap="gray_r")
        seen = {c: class_activation_map(A, w, c) for c in (own, other)}
        largest = max(np.abs(each).max() for each in seen.values())
        for row, c in enumerate(seen, 1):
            places[row, column].imshow(seen[c], cmap="RdBu_r", vmin=-largest, vmax=largest)
            places[row, column].set_title(f"for {c}?", fontsize=9)
    for place in places.flat:
        place.axis("off")
    plt.suptitle(f"{len(right)} of 300 are right this way")


# %% [markdown]
# ## 3. Grad-CAM
#
# Most networks have more between the maps and the scores. But a small change of a map changes the score nearly
# linearly, by the gradient: take its mean over the map, for each map, as the weight.
#
# $$\alpha_k = \frac{1}{HW} \sum_{ij} \frac{\partial y^c}{\partial A^k_{ij}}, \qquad
#   L = \operatorname{ReLU}\Big(\sum_k \alpha_k A^k\Big)$$
#
# The ReLU keeps what speaks *for* the class. Here the result is not scaled to a range.


# %%
def grad_cam(A, dA):
    """Where the response maps speak for a class.

    Parameters
    ----------
    A : (K, H, W) array
        A layer's response maps for one image.
    dA : (K, H, W) array
        The gradient of the score of the class with respect to A.

    Returns
    -------
    (H, W) array without negative numbers
    """
    ### BEGIN SOLUTION
    return np.maximum(np.tensordot(dA.mean(axis=(1, 2)), A, axes=1), 0)
    ### END SOLUTION


# %%
# %check grad_cam


# %% [markdown]
# The way from the second layer's maps to the scores, and back, is given. You have written all of it in 05 and 06.


# %%
def hidden_numbers(params, maps):
    """What the network makes of an image in the end: 64 numbers, from its response maps of layer 2 (16, 4, 4)."""
    pooled, _ = max_pool_forward(maps[None], 2, 2)
    return np.maximum(pooled.reshape(-1) @ params["W3"] + params["b3"], 0)


def slopes(params, maps, c):
    """The gradient of the score of class c with respect to the response maps of layer 2: (16, 4, 4)."""
    pooled, cache = max_pool_forward(maps[None], 2, 2)
    dhidden = params["W4"][:, c] * (hidden_numbers(params, maps) > 0)
    return max_pool_backward((params["W3"] @ dhidden).reshape(pooled.shape), cache)[0]


# %% [markdown]
# One digit of each kind, and where the network sees it. Then digits that it misreads: what speaks for its answer, and
# what for the right one?

# %%
#| grade: false
with picture() as plt:
    params, (images, labels) = load_network(), load_digits()
    maps = [response_maps(params, image, 2) for image in images]
    guesses = np.array([(hidden_numbers(params, A) @ params["W4"] + params["b4"]).argmax() for A in maps])

    def overlay(place, i, c):
        """A digit, and in red what speaks for class c."""
        seen = grad_cam(maps[i], slopes(params, maps[i], c))
        place.imshow(images[i, 0], cmap="gray_r", extent=(0, 8, 8, 0))
        seen = np.kron(seen, np.ones((2, 2))) / (seen.max() or 1)
        place.imshow(np.ones((8, 8)), cmap="Reds", vmin=0, vmax=1.4, alpha=0.75 * seen, extent=(0, 8, 8, 0))
        place.set_title(f"for {c}?", fontsize=9)
        place.axis("off")

    _, places = plt.subplots(1, 10, figsize=(11, 1.5), layout="constrained")
    for c, place in enumerate(places):
        overlay(place, np.flatnonzero((labels == c) & (guesses == c))[0], c)
    wrong = np.flatnonzero(guesses != labels)[:5]
    _, places = plt.subplots(1, 10, figsize=(11, 1.5), layout="constrained")
    for i, pair in zip(wrong, places.reshape(5, 2), strict=False):
        overlay(pair[0], i, guesses[i])
        overlay(pair[1], i, labels[i])


# %% [markdown]
# ## 4. A map of many digits: t-SNE
#
# A digit is a point in 64 dimensions, one for each pixel. Can 300 of them be drawn on paper, so that neighbours stay
# neighbours? t-SNE says with what probability a point would choose each other one as its neighbour, for the points
# and for the map, and moves the map until the two agree.
#
# **Among the points**, for a Gaussian around each, on *squared* distances:
#
# $$p_{j|i} = \frac{e^{-\beta_i \lVert x_i - x_j \rVert^2}}{\sum_{k \ne i} e^{-\beta_i \lVert x_i - x_k \rVert^2}},
#   \qquad p_{i|i} = 0$$
#
# Each $\beta_i$ is chosen so that the row has the *perplexity* asked for, about the number of neighbours that count:
# $2^{H_i}$ with $H_i = -\sum_j p_{j|i} \log_2 p_{j|i}$. No formula gives $\beta_i$: halve an interval until it fits.


# %%
### BEGIN SOLUTION
def _squared_distances(X):
    """Between all pairs of points: (n, D) → (n, n)."""
    squares = (X**2).sum(axis=1)
    return np.maximum(squares[:, None] + squares - 2 * X @ X.T, 0)


def _gaussian_rows(distances, beta):
    """Each row's probabilities, and their entropy (natural); infinite distances have no part in it."""
    exponents = -beta[:, None] * (distances - distances.min(axis=1, keepdims=True))
    weights = np.exp(exponents)
    totals = weights.sum(axis=1)
    mean_exponent = (weights * np.where(weights > 0, exponents, 0)).sum(axis=1) / totals
    return weights / totals[:, None], np.log(totals) - mean_exponent


### END SOLUTION


# %%
def conditional_affinities(X, perplexity):
    """With what probability each point would choose each other one as its neighbour.

    Parameters
    ----------
    X : (n, D) array
    perplexity : float, between 1 and n − 1
        Of each row: 2 to the power of its entropy in bits, to within 1e-3.

    Returns
    -------
    (n, n) array: row i holds p(j|i), sums to 1, and has 0 on the diagonal
    """
    ### BEGIN SOLUTION
    distances = _squared_distances(X - X.mean(axis=0))  # less to cancel
    beta = 1 / distances.mean(axis=1)
    np.fill_diagonal(distances, np.inf)
    low, high = np.zeros(len(X)), np.full(len(X), np.inf)
    for _ in range(64):
        C, entropy = _gaussian_rows(distances, beta)
        is_wide = entropy > np.log(perplexity)
        low, high = np.where(is_wide, beta, low), np.where(is_wide, high, beta)
        beta = np.where(np.isinf(high), 2 * beta, (low + high) / 2)
    return C
    ### END SOLUTION


# %% [markdown]
# A point far away from all others is nobody's neighbour, but has neighbours itself. To give it a place on the map as
# well, both directions are taken together, and all pairs share one total of 1:
#
# $$p_{ij} = \frac{p_{j|i} + p_{i|j}}{2n}$$


# %%
def joint_affinities(C):
    """Take both directions together.

    Parameters
    ----------
    C : (n, n) array, as from `conditional_affinities`

    Returns
    -------
    (n, n) symmetric array; all of it sums to 1
    """
    ### BEGIN SOLUTION
    return (C + C.T) / (2 * len(C))
    ### END SOLUTION


# %% [markdown]
# **On the map** the bell has a long tail, Student's *t* with one degree of freedom, so that what is not near may be as
# far away as it likes:
#
# $$q_{ij} = \frac{(1 + \lVert y_i - y_j \rVert^2)^{-1}}{\sum_{k \ne l} (1 + \lVert y_k - y_l \rVert^2)^{-1}},
#   \qquad q_{ii} = 0$$
#
# How much the map gets wrong is the Kullback-Leibler divergence $\sum_{i \ne j} p_{ij} \ln (p_{ij} / q_{ij})$. A pair
# with $p_{ij} = 0$ adds nothing to it. Its gradient, which you may check with `numeric_gradient` of 02, is
#
# $$\frac{\partial KL}{\partial y_i} = 4 \sum_j (p_{ij} - q_{ij})\,(1 + \lVert y_i - y_j \rVert^2)^{-1}\,(y_i - y_j)$$


# %%
def tsne_gradient(P, Y):
    """How far a map is from the affinities, and how it should not move.

    Parameters
    ----------
    P : (n, n) array
        Symmetric, 0 on the diagonal and perhaps elsewhere.
    Y : (n, 2) array
        The map.

    Returns
    -------
    kl : float
        The Kullback-Leibler divergence, with natural logarithms.
    dY : (n, 2) array
        Its gradient, for a P that sums to 1.
    """
    ### BEGIN SOLUTION
    tails = 1 / (1 + _squared_distances(Y))
    np.fill_diagonal(tails, 0)
    Q = tails / tails.sum()
    linked = P > 0
    kl = float((P[linked] * np.log(P[linked] / Q[linked])).sum())
    pulls = (P - Q) * tails
    return kl, 4 * (pulls.sum(axis=1)[:, None] * Y - pulls @ Y)
    ### END SOLUTION


# %% [markdown]
# The rest is gradient descent, and yours to arrange. What works: start with small random numbers; a step size of
# about $n/4$; momentum 0.5 at first, then 0.8; and for the first fifty steps a gradient for $4P$ in place of $P$, so
# that neighbours find each other while the map is still small.


# %%
def tsne(X, perplexity, iterations, rng):
    """Draw points of many dimensions on a map, so that neighbours stay neighbours.

    Parameters
    ----------
    X : (n, D) array
    perplexity : float
    iterations : int
        Steps of gradient descent.
    rng : numpy Generator
        The only source of random numbers, if you need any.

    Returns
    -------
    (n, 2) array
    """
    ### BEGIN SOLUTION
    P = joint_affinities(conditional_affinities(X, perplexity))
    Y = rng.normal(scale=0.01, size=(len(X), 2))
    velocity = np.zeros_like(Y)
    for k in range(iterations):
        exaggeration, momentum = (4, 0.5) if k < 50 else (1, 0.8)
        _, dY = tsne_gradient(exaggeration * P, Y)
        velocity = momentum * velocity - len(X) / 4 * dY
        Y = Y + velocity
    return Y
    ### END SOLUTION


# %%
# %check tsne


# %% [markdown]
# The map of the pixels, and the map of the 64 hidden numbers that the network makes of them. The labels are only
# used to colour the points: t-SNE has not seen them. Which digits lie close to each other? What has the network done?

# %%
#| grade: false
with picture() as plt:
    params, (images, labels) = load_network(), load_digits()
    points = {"of the pixels": images.reshape(300, 64)}
    points["of the network's hidden numbers"] = np.array(
        [hidden_numbers(params, response_maps(params, image, 2)) for image in images]
    )
    _, places = plt.subplots(1, 2, figsize=(11, 5), layout="constrained")
    for place, (name, X) in zip(places, points.items(), strict=True):
        Y = tsne(X, 30, 250, np.random.default_rng(8))
        for c in range(10):
            place.scatter(*Y[labels == c].T, s=12, color=plt.cm.tab10(c))
            place.text(*np.median(Y[labels == c], axis=0), c, fontsize=14, weight="bold", ha="center", va="center")
        place.set_title(f"t-SNE {name}")
        place.axis("off")

# %% [markdown]
# The size of the neighbourhood is yours to choose. Small perplexities see many little groups, some of them where there
# are none. And distances *between* groups on such a map, like the sizes of groups, mean little.

# %%
#| grade: false
with picture() as plt:
    images, labels = load_digits()
    _, places = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
    for place, perplexity in zip(places, [3, 12, 80], strict=True):
        Y = tsne(images.reshape(300, 64), perplexity, 250, np.random.default_rng(8))
        place.scatter(*Y.T, s=8, c=labels, cmap="tab10")
        place.set_title(f"perplexity {perplexity}")
        place.axis("off")
