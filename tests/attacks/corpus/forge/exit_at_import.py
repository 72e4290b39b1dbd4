"""Ends the process with status 0 while it is loaded, as if all had gone well."""
# /// attack
# threat = "os._exit(0) at import"
# stopped_by = "no shared process: the worker is replaced, the statement passed over"
# ///

import os

os._exit(0)
