"""Asks for more memory than there is while it is loaded."""
# /// attack
# threat = "memory bomb"
# stopped_by = "rlimit; the statement is passed over"
# base = "right"
# score = 10
# ///

held = bytearray(1 << 40)
