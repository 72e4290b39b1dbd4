"""Keeping student code away from the machine, one mechanism a file.

``rungs`` (what each rung does, in which order) and ``ladder`` (which rungs this machine offers) are made of
``namespaces``, ``root`` (with ``python_files``), ``landlock``, ``seccomp``, ``rlimits`` and ``capabilities``, all over
``syscalls``. ``trial`` tries a rung in a process to be thrown away; ``start`` says how such a process is started.
Control groups are not used: they would bound the memory of a worker's scratch too, but want a delegated subtree.
"""
