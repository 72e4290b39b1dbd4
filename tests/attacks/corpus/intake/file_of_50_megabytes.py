"""Hands in a script of fifty megabytes."""
# /// attack
# threat = "files of 50 MB"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    with open(target.with_suffix(".py"), "w") as file:
        file.write(right)
        file.truncate(50 << 20)
