"""Makes sums vanish, absolute values small, and every object an instance of everything."""
# /// attack
# threat = "patching math.fsum, builtins"
# stopped_by = "no shared process"
# ///

import builtins
import math

math.fsum = lambda values: 0.0
math.isclose = lambda *a, **k: True
builtins.abs = lambda value: 0
builtins.isinstance = lambda *a: True
builtins.all = lambda values: True
