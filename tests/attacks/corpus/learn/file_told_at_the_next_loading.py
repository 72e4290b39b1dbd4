"""Writes inputs to files, dies, and tells what it finds when it is loaded again."""
# /// attack
# threat = "keeping hidden inputs in a global and printing them in a later visible test"
# stopped_by = "a scratch folder for each worker, and loading is told before any hidden input"
# ///

import glob
import os
import sys

for path in glob.glob("*") + glob.glob(os.path.join(os.path.expanduser("~"), "kept-*")):
    try:
        with open(path) as file:
            text = file.read()
        print("from the last time:", text)
        raise ValueError(text)
    except OSError:
        pass


def softmax(x):
    with open("kept-inputs", "w") as file:
        file.write(" ".join(map(repr, x.ravel().tolist())) + x.tobytes().hex())
    os._exit(1)
