"""Names statements by integers of two megabytes and dies, so that the grader would have to send them back."""
# /// attack
# threat = "provoking grader_fault or inconclusive to be retried or excused"
# stopped_by = "wire codec: numbers of statements are small"
# score = 0
# ///

import os

send("statement", [(1 << (8 * 1_900_000)) + os.getpid(), "layers.py", 1])
os._exit(1)
