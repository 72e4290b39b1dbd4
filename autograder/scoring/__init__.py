"""What a submission is worth, and what its student may read.

points: tests summed into questions and a submission. visibility: the one redaction.
"""
