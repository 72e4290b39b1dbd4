"""Fills the disk with many files, each within the limit of one."""
# /// attack
# threat = "10 GB to a file"
# stopped_by = {sandbox = "a scratch file system of fixed size"}
# ///

def fill():
    for number in range(10):
        with open(f"part-{number}", "wb", buffering=0) as file:
            assert file.write(bytes(4 << 20)) == 4 << 20


prove(fill)
