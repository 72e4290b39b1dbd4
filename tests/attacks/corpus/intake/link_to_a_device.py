"""Hands in a link to a device that never ends."""
# /// attack
# threat = "a device where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

def build(target, right):
    target.with_suffix(".py").symlink_to("/dev/zero")
