"""Hands in a notebook of format 2, which kept worksheets."""
# /// attack
# threat = "nbformat 2, 3 and newer than known"
# stopped_by = "intake"
# ///

import json


def build(target, right):
    cells = [{"cell_type": "code", "language": "python", "input": "def softmax(x):\n    return x", "outputs": []}]
    notebook = {"nbformat": 2, "metadata": {}, "worksheets": [{"cells": cells}]}
    target.with_suffix(".ipynb").write_text(json.dumps(notebook))
