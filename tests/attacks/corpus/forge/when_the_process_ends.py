"""Leaves work for the end of the process: handlers, finalisers, and a thread that waits for it."""
# /// attack
# threat = "atexit, __del__"
# stopped_by = "no shared process: nothing of the worker's last words is read"
# ///

import atexit
import os
import threading


def claim():
    with open("result.json", "w") as file:
        file.write('{"score": 10, "status": "passed"}')
    os.write(1, b"10 passed in 0.01s\n")
    os._exit(0)


class Finaliser:
    def __del__(self):
        claim()


atexit.register(claim)
last = Finaliser()
threading.Thread(target=lambda: (threading.main_thread().join(), claim()), daemon=True).start()
