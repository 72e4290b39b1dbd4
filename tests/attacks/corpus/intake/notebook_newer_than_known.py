"""Hands in right answers in a notebook of a later version of format 4."""
# /// attack
# threat = "nbformat 2, 3 and newer than known"
# stopped_by = "intake"
# score = 10
# ///

import json


def build(target, right):
    cells = [{"cell_type": "code", "id": "a", "source": right, "outputs": [], "metadata": {}, "execution_count": None, "news": 1}]
    notebook = {"nbformat": 4, "nbformat_minor": 99, "metadata": {}, "cells": cells, "unheard_of": True}
    target.with_suffix(".ipynb").write_text(json.dumps(notebook))
