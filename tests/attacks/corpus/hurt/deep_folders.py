"""Leaves folders nested so deep that removing them one in the other exhausts the stack."""
# /// attack
# threat = "a million small files"
# stopped_by = "the scratch is removed without recursion"
# base = "right"
# score = 10
# ///

import os

for _ in range(1500):
    os.mkdir("d")
    os.chdir("d")
