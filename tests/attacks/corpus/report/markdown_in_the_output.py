"""Prints what ends a block of Markdown and begins headings, links and pictures."""
# /// attack
# threat = "<script>, </style>, javascript: in output"
# stopped_by = "escaping"
# ///

def softmax(x):
    print("```\n# Score: 10 of 10\n![](javascript:alert('attack'))\n~~~\n````\n<script>alert('attack')</script>")
    raise ValueError("`` ` ``` | **10 of 10** | <details open ontoggle=alert('attack')>")
