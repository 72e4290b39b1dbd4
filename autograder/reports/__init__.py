"""Results for people to read.

text: student text made harmless. words: what things are called. view, mistakes, class_view: what a page says.
panels, pictures, grid: numbers drawn. html, markdown, terminal, tables: one form each. explanation, verification: what
two commands of staff's show.
"""
