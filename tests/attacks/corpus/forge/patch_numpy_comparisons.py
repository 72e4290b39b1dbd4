"""Makes every comparison of numpy succeed."""
# /// attack
# threat = "patching numpy.testing.assert_allclose, numpy.allclose, numpy.max"
# stopped_by = "no shared process"
# ///

import numpy
import numpy.testing

for name in ("assert_allclose", "assert_array_equal", "assert_array_almost_equal", "assert_almost_equal"):
    setattr(numpy.testing, name, lambda *a, **k: None)
for name in ("allclose", "array_equal", "all"):
    setattr(numpy, name, lambda *a, **k: True)
numpy.isclose = lambda a, b, **k: numpy.ones(numpy.shape(a), bool)
numpy.max = lambda *a, **k: 0.0
