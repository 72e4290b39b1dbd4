"""Run a suite of tests against submissions: what authors write, how it is collected, run, judged and verified.

``marks`` and ``fixtures`` are what a test's author uses; ``plugin`` collects; ``grade`` runs and judges;
``session`` is the suite process; ``verify`` proves an assignment before its release.
"""
