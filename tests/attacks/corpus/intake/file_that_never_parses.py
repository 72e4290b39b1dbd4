"""Hands in right answers beside thousands of lines that will not parse, each of which may go on in the next."""
# /// attack
# threat = "files of 50 MB"
# stopped_by = "CPU budget of loading"
# ///

def build(target, right):
    broken = "".join(f'x{i} = "\ny{i} = (\n' for i in range(1500))
    target.with_suffix(".py").write_text(f"{right}\n\n{broken}")
