"""Ends the process in a test that gives a function, and calls that function when it is loaded again."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "a submission that is being loaded may call nothing"
# base = "right"
# score = 7
# ///

import os

served = worker()
send("callback", [0, [["plain", 0, "neither a number nor an array"]], {}])
served._next_message()


def trapezoid(f, a, b, n):
    os._exit(1)
