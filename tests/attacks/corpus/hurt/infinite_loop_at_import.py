"""Computes without end while it is loaded: the functions around it are graded all the same."""
# /// attack
# threat = "infinite loop"
# stopped_by = "CPU budget of loading; the statement is passed over"
# base = "right"
# score = 10
# ///

while True:
    pass
