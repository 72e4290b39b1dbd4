"""Makes empty files until there are ten thousand."""
# /// attack
# threat = "a million small files"
# stopped_by = {sandbox = "a scratch file system with few inodes"}
# ///

import os


def fill():
    for number in range(10_000):
        os.close(os.open(f"f{number}", os.O_CREAT | os.O_WRONLY))


prove(fill)
