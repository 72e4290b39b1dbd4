"""Adds up columns of dW, although a shared weight moves one column to the right from row to row."""

import numpy as np

fails = ["conv1d_as_matrix"]
hint = "Draw the matrix of a kernel with three weights in three colours. Along which line does one colour lie?"


def shared_weight_gradient(dW, K):
    return dW.sum(axis=0)[:K][::-1]
