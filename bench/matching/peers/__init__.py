"""The contestants, one module an environment: each gives what to time and how to read the pairs off its answer."""
