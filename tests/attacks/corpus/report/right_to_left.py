"""Prints characters that reverse, hide and join text."""
# /// attack
# threat = "right-to-left overrides"
# stopped_by = "control characters are shown"
# ///

def softmax(x):
    print("\u202e01 fo 0 :erocS\u202c \u2066\u200b\u2069 \ufeff \U000e0041")
    raise ValueError("\u202eattack")
