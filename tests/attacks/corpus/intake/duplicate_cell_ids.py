"""Hands in right answers in cells that share one id, or have none, or an impossible one."""
# /// attack
# threat = "duplicated or missing ids"
# stopped_by = "intake"
# score = 10
# ///

import json


def build(target, right):
    head, _, rest = right.partition("\n\n\ndef softmax")
    parts = [("a", head), ("a", f"def softmax{rest}"), (None, "x = 1"), ("?" * 500, "y = 2"), (7, "z = 3")]
    cells = []
    for key, source in parts:
        cell = {"cell_type": "code", "source": source, "outputs": [], "metadata": {}, "execution_count": None}
        cells.append(cell if key is None else {**cell, "id": key})
    target.with_suffix(".ipynb").write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}))
