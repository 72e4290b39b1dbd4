"""Hands in right answers beside cells that lack what every cell has."""
# /// attack
# threat = "cells without source"
# stopped_by = "intake"
# score = 10
# ///

import json


def build(target, right):
    code = {"cell_type": "code", "source": right.splitlines(keepends=True), "outputs": [], "metadata": {}, "execution_count": 1}
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None}, {"cell_type": "markdown"}, code]
    target.with_suffix(".ipynb").write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))
