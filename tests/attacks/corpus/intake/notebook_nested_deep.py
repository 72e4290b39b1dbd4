"""Hands in JSON that is nested so deep that reading it exhausts the stack."""
# /// attack
# threat = "a notebook that is not JSON"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".ipynb").write_text('{"cells": ' + "[" * 200_000)
