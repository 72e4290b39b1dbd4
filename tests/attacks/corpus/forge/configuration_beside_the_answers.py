"""Hands in settings of pytest and modules that Python imports by itself when it starts."""
# /// attack
# threat = "pytest.ini, pyproject.toml, sitecustomize.py, usercustomize.py, *.pth in the submission"
# stopped_by = "intake: only the graded file reaches a worker"
# ///

FILES = {
    "layers.py": "import numpy as np\n\ndef softmax(x):\n    return np.zeros(x.shape)\n",
    "pytest.ini": "[pytest]\naddopts = --collect-only\npython_functions = nothing\n",
    "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--exitfirst --deselect hidden"\n',
    "sitecustomize.py": "import os\nos._exit(0)\n",
    "usercustomize.py": "import os\nos._exit(0)\n",
    "attack.pth": "import os; os._exit(0)\n",
}


def build(target, right):
    target.mkdir()
    for name, text in FILES.items():
        (target / name).write_text(text)
