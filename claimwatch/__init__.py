"""claimwatch: what is new in the coverage of a story, claim by claim."""
