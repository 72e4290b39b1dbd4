"""Hands in right answers in a notebook of format 3, whose cells have inputs instead of sources."""
# /// attack
# threat = "nbformat 2, 3 and newer than known"
# stopped_by = "intake"
# score = 10
# ///

import json


def build(target, right):
    cells = [{"cell_type": "code", "language": "python", "input": right, "outputs": [], "metadata": {}, "collapsed": False}]
    notebook = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}, "worksheets": [{"cells": cells}]}
    target.with_suffix(".ipynb").write_text(json.dumps(notebook))
