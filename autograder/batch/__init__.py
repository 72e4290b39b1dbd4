"""Grade a class: read each submission, have it graded, write its results, sum up."""
