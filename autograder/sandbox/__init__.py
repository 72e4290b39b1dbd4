"""Student code in a process of its own, and the wire that leads there.

Trusted side: ``client`` (one submission and its budgets), ``watched`` (its worker, seen from outside), ``replies``
(what is believed), ``handles`` (what a test holds of a result).
Untrusted side: ``worker`` (the loop), ``loader`` (statement by statement), ``standins`` (what may be imported).
Both: ``wire`` (values to frames and back), ``shared`` (large bodies).
"""
