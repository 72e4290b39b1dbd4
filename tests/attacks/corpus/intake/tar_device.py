"""Packs a device that never ends."""
# /// attack
# threat = "a device where a file should be"
# stopped_by = "intake"
# status = "unreadable"
# ///

import tarfile


def build(target, right):
    with tarfile.open(f"{target}.tar.gz", "w:gz") as archive:
        device = tarfile.TarInfo("layers.py")
        device.type, device.devmajor, device.devminor = tarfile.CHRTYPE, 1, 5
        archive.addfile(device)
