"""Asks Python to end the process while it is loaded."""
# /// attack
# threat = "sys.exit(0) at import"
# stopped_by = "the loader passes over a statement that raises"
# ///

import sys

sys.exit(0)
