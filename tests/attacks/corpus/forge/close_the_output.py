"""Closes the descriptors of the output, so that flushing them fails."""
# /// attack
# threat = "sys.displayhook"
# stopped_by = "no shared process"
# ///

import os

os.close(1)
os.close(2)
