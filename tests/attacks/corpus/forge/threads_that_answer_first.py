"""Has a thread send favourable replies while the function still computes."""
# /// attack
# threat = "threads"
# stopped_by = "wire codec: request numbers, and the reply that comes first is a wrong one"
# ///

import threading
import time


def softmax(x):
    for _ in range(3):
        threading.Thread(target=send, args=("ok", [["plain", 0, True], []])).start()
    time.sleep(0.05)
    return np.zeros(x.shape)
