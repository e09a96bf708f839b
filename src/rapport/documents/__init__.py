"""Documents on paper: PDFs, set from a template and plain values."""
