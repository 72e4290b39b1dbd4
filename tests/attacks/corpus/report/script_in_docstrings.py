"""Writes markup where reports may quote: docstrings, names and source lines."""
# /// attack
# threat = "<script> in docstrings"
# stopped_by = "escaping"
# ///

def softmax(x):
    """<script>alert('attack')</script>"""
    raise ValueError  # <script>alert('attack')</script>


softmax.__name__ = softmax.__qualname__ = "<script>alert('attack')</script>"
print("<script>alert('attack')</script>")
