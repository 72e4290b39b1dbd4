"""Hands in JSON whose every part has another kind than a notebook's."""
# /// attack
# threat = "a notebook that is not JSON"
# stopped_by = "intake"
# status = "unreadable"
# ///

import json


def build(target, right):
    cells = [7, None, {"cell_type": ["code"], "source": {"a": 1}}, {"cell_type": "code", "source": 5, "metadata": []}]
    target.with_suffix(".ipynb").write_text(json.dumps({"nbformat": "four", "cells": cells, "metadata": 3}))
