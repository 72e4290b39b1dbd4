"""Hands in a notebook of a hundred thousand cells, too many to be sent to a worker."""
# /// attack
# threat = "files of 50 MB"
# stopped_by = "intake"
# status = "unreadable"
# ///

import json


def build(target, right):
    cell = json.dumps({"cell_type": "code", "source": "pass", "outputs": [], "metadata": {}, "execution_count": None})
    cells = ", ".join([cell] * 100_000)
    target.with_suffix(".ipynb").write_text(f'{{"nbformat": 4, "nbformat_minor": 4, "metadata": {{}}, "cells": [{cells}]}}')
