"""One module per material family, or per group of similar families; imported automatically."""
