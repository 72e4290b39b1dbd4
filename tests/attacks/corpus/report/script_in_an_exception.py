"""Raises exceptions whose class names and messages are markup."""
# /// attack
# threat = "<script> in exceptions"
# stopped_by = "escaping"
# ///

def softmax(x):
    raise type("<script>alert('attack')</script>", (Exception,), {})("</style><script>alert('attack')</script>")


def dense_forward(x, w, b):
    raise ValueError("]]>--></textarea><svg onload=alert('attack')>")
