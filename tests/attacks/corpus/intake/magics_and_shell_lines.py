"""Hands in right answers among lines that are commands of the notebook and of the shell."""
# /// attack
# threat = "magics and shell lines"
# stopped_by = "the loader drops them"
# score = 10
# ///

import json

COMMANDS = "%matplotlib inline\n!rm -rf ~\n%%timeit\nfiles = !ls\n?print\n%run /etc/passwd\n%load_ext autoreload\n"


def build(target, right):
    sources = [COMMANDS, "%%bash\ntouch /tmp/autograder-attack-magic\n", right, "%%writefile result.json\n{}\n", "!!touch x"]
    cells = [
        {"cell_type": "code", "source": s, "outputs": [], "metadata": {}, "execution_count": None} for s in sources
    ]
    target.with_suffix(".ipynb").write_text(json.dumps({"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}))
