"""Returns the right area in an array of length 1, where a number is asked for."""
# /// attack
# threat = "shape (1,) for ()"
# stopped_by = "shapes are compared"
# ///

def trapezoid(f, a, b, n):
    knots = np.linspace(a, b, n + 1)
    heights = np.array([f(float(knot)) for knot in knots])
    return np.array([(b - a) / n * (heights.sum() - (heights[0] + heights[-1]) / 2)])
