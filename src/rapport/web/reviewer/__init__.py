"""The door of those who review applications: what waits for them, and nothing else."""
