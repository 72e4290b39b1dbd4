"""Hands in a notebook whose outputs weigh a hundred megabytes."""
# /// attack
# threat = "outputs of 100 MB"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    with open(target.with_suffix(".ipynb"), "w") as file:
        file.write('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"source": "')
        file.truncate(100 << 20)
