"""What recruiting begins with in each kind of programme, in our words."""
