"""Every mail and in-app notice is a row first; plain values in, nothing known of mentoring."""
