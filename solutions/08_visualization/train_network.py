"""Make the data of 08: `python solutions/08_visualization/train_network.py`. Needs the data of 06.

The network of 06 learns from the first thousand of its public digits; the other 300 are for the pictures. Every run on
one machine gives the same bytes. Elsewhere numpy may add up in another order, and a training makes that visible: by the
last digits of single precision, seldom more.
"""

import ast
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import numpy as np

COURSE = Path(__file__).parents[2]
DATA = COURSE / "assignments" / "08_visualization" / "data"
LEARNED_FROM = 1000  # of the 1300 public digits
SEED = 8


def load_master(name, module, **given):
    """The functions and classes of a master without its plots; `given` is what they need beside numpy."""
    path = COURSE / "solutions" / name / f"{module}.py"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    names = {"np": np, "__name__": module, "contextmanager": contextmanager, **given}
    exec(compile(tree, str(path), "exec"), names)
    return SimpleNamespace(**names)


def load_layers():
    """What students import from 04 and 05."""
    convolution, pooling = load_master("04_convolution", "convolution"), load_master("05_pooling", "pooling")
    chosen = [(convolution, "conv2d_forward conv2d_backward"), (pooling, "max_pool_forward max_pool_backward")]
    return {name: getattr(module, name) for module, names in chosen for name in names.split()}


def load_digits():
    """The public digits of 06 as they are stored: images (1300, 8, 8) from 0 to 16, and labels."""
    with np.load(COURSE / "assignments" / "06_cnn" / "data" / "digits.npz") as digits:
        return digits["images"], digits["labels"]


def train():
    """The network of 06 after its training: a dict of arrays in single precision."""
    cnn = load_master("06_cnn", "cnn", **load_layers())
    images, labels = load_digits()
    model = cnn.SmallCNN((1, 8, 8), (8, 16), 64, 10, np.random.default_rng(SEED))
    X, y = images[:LEARNED_FROM, None] / 16, labels[:LEARNED_FROM].astype(int)
    cnn.fit(model, X, y, np.random.default_rng(SEED))
    return {name: array.astype(np.float32) for name, array in model.params.items()}


def explained(params, images, labels):
    """For the first digit of each class: which it is, its response maps, and the slope of its own class with them."""
    master = load_master("08_visualization", "visualization", **load_layers())
    which = np.array([np.flatnonzero(labels == c)[0] for c in range(10)])
    maps = np.array([master.response_maps(params, images[i, None] / np.float32(16), 2) for i in which])
    slopes = np.array([master.slopes(params, maps[c], c) for c in range(10)])
    return {"which": which.astype(np.uint16), "maps": maps.astype(np.float32), "slopes": slopes.astype(np.float32)}


def contents():
    """All files by name, each as a dict of arrays."""
    images, labels = (array[LEARNED_FROM:] for array in load_digits())
    params = train()
    return {
        "network.npz": params,
        "digits.npz": {"images": images, "labels": labels},
        "explained.npz": explained(params, images, labels),
    }


if __name__ == "__main__":
    DATA.mkdir(parents=True, exist_ok=True)
    for file, arrays in contents().items():
        np.savez(DATA / file, **arrays)  # not compressed: the bytes would depend on the zlib that did it
