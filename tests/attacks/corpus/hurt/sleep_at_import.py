"""Sleeps for an hour while it is loaded."""
# /// attack
# threat = "sleep"
# stopped_by = "wall limit of loading; the statement is passed over"
# base = "right"
# score = 10
# ///

import time

time.sleep(3600)
