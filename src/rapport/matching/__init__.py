"""Who should meet whom: criteria, rules, match runs and their proposals."""
