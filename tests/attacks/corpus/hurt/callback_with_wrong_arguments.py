"""Calls the test's function without arguments, before the test was given anything."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "an error after anything was received is the student's"
# base = "right"
# score = 7
# ///

def trapezoid(f, a, b, n):
    return f()
