"""Who runs mentoring and who takes part: organisations, programmes, cohorts, staff and participations."""
