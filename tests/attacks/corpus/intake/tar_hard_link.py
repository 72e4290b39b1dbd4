"""Packs a hard link to a file of the grader."""
# /// attack
# threat = "symlinks and hard links"
# stopped_by = "intake"
# status = "unreadable"
# ///

import tarfile


def build(target, right):
    with tarfile.open(f"{target}.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("layers.py")
        link.type, link.linkname = tarfile.LNKTYPE, "../../solutions/layers.py"
        archive.addfile(link)
