"""Prints sequences that command a terminal: colours, titles, a cleared screen, links."""
# /// attack
# threat = "ANSI escapes in output"
# stopped_by = "control characters are shown"
# ///

def softmax(x):
    print("\x1b[2J\x1b[1;31mScore: 10/10\x1b[0m\x1b]0;title\x07\x1b]8;;javascript:alert(1)\x07link\x9b5m\x08\x08\r\x7f")
    raise ValueError("\x1b[8mhidden\x1b[0m")
