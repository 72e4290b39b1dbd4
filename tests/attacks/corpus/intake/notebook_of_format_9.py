"""Hands in a notebook of a format that nobody knows."""
# /// attack
# threat = "nbformat 2, 3 and newer than known"
# stopped_by = "intake"
# status = "unreadable"
# ///

import json


def build(target, right):
    target.with_suffix(".ipynb").write_text(json.dumps({"nbformat": 9, "nbformat_minor": 0, "metadata": {}, "sells": [right]}))
