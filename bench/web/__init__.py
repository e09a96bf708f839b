"""CPU per request of the pages people open most, against a bare template page of the same server."""
