"""Calls functions that no test ever passed."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "wire codec: numbers of functions are checked"
# base = "right"
# score = 4
# ///

def trapezoid(f, a, b, n):
    return worker().call_back(10**6, (1.0,), {})


def softmax(x):
    return worker().call_back(-1, (), {"a": 1})
