"""Hands in a script and a notebook that both hold work, and differ."""
# /// attack
# threat = "duplicate names"
# stopped_by = "intake"
# status = "unreadable"
# ///

import json


def build(target, right):
    target.mkdir()
    (target / "layers.py").write_text("def softmax(x):\n    return x\n")
    cell = {"cell_type": "code", "source": right, "outputs": [], "metadata": {}, "execution_count": None}
    notebook = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [cell]}
    (target / "layers.ipynb").write_text(json.dumps(notebook))
