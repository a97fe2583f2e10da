"""Rules on changes: what a state of the data took back of an earlier one, eased, or has yet to answer for."""
