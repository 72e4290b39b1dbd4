"""Results for people to read.

text: student text made harmless. view, class_view: what a page says. html, markdown, terminal, tables: one form each.
"""
