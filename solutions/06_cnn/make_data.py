"""Make the two files of digits: `python solutions/06_cnn/make_data.py`. Needs scikit-learn: its wheel has them.

The public part is what students get; the rest stays here, for the hidden tests alone. Every run gives the same bytes.
"""

from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
PUBLIC = HERE.parents[1] / "assignments" / "06_cnn" / "data" / "digits.npz"
HELD_BACK = HERE / "hidden" / "held_back.npz"
PUBLIC_COUNT = 1300  # of 1797


def parts(images, labels):
    """Split the digits, in the order of their writers, at random: the same way for ever."""
    order = np.random.RandomState(1998).permutation(len(labels))  # numpy will never change what this class draws
    return {
        path: {"images": images[chosen].astype(np.uint8), "labels": labels[chosen].astype(np.uint8)}
        for path, chosen in [(PUBLIC, order[:PUBLIC_COUNT]), (HELD_BACK, order[PUBLIC_COUNT:])]
    }


def main():
    """Write both files."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        raise SystemExit("The digits come from scikit-learn: pip install scikit-learn, then run this again.") from None
    digits = load_digits()
    for path, arrays in parts(digits.images, digits.target).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(path, **arrays)  # not compressed: the bytes would depend on the zlib that did it


if __name__ == "__main__":
    main()
