"""Takes every signal that can be taken, then computes without end in one function."""
# /// attack
# threat = "signal handlers"
# stopped_by = "no shared process: limits are kept from outside, by signals that cannot be caught"
# ///

import signal

for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
    try:
        signal.signal(number, lambda *a: None)
    except (OSError, ValueError):
        pass


def trapezoid(f, a, b, n):
    while True:
        pass
