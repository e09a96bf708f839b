"""What runs later or on a schedule: rows of work are claimed one by one; the queue only wakes it up."""
