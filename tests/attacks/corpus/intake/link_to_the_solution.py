"""Hands in a folder whose script is a link to the solution."""
# /// attack
# threat = "symlinks and hard links"
# stopped_by = "intake"
# status = "unreadable"
# ///

from pathlib import Path


def build(target, right):
    target.mkdir()
    (target / "layers.py").symlink_to(Path("/etc/hostname"))
