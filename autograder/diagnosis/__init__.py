"""Known mistakes: what they are called, what they look like, and submissions that make them."""
