"""Graded pushes: what the platforms hand over and show, and an own git server."""
