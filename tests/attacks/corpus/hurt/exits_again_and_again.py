"""Ends the process in each of twenty statements, so that loading it never comes to an end."""
# /// attack
# threat = "os._exit(0) at import"
# stopped_by = "the number of reloads is bounded"
# ///

import os

NAMES = [None] * 20
if NAMES: os._exit(1)
if NAMES[1:]: os._exit(1)
if NAMES[2:]: os._exit(1)
if NAMES[3:]: os._exit(1)
if NAMES[4:]: os._exit(1)
if NAMES[5:]: os._exit(1)
if NAMES[6:]: os._exit(1)
if NAMES[7:]: os._exit(1)
if NAMES[8:]: os._exit(1)
if NAMES[9:]: os._exit(1)
if NAMES[10:]: os._exit(1)
