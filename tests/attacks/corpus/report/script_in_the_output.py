"""Prints markup and scripts in a visible test."""
# /// attack
# threat = "<script>, </style>, javascript: in output"
# stopped_by = "escaping"
# ///

def softmax(x):
    print("<script>alert('attack')</script></style></pre><img src=x onerror=alert('attack')>")
    print("[click](javascript:alert('attack')) <a href='javascript:alert(1)'>x</a> {{ 7 * 7 }} {% raw %}")
    return np.zeros(x.shape)
