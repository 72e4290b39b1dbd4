"""Reports the progress of loading without end, and of statements that do not exist, so that none can be passed over."""
# /// attack
# threat = "never-ending frames"
# stopped_by = "clocks are looked at with every message"
# base = "right"
# ///

report = b"".join(wire().encode([worker()._number, "statement", [10_000, "layers.py", 1]])) * 1000
while True:
    worker()._connection.sendall(report)
