"""What a reader is told: a digest's alerts put in order, and laid out as text and as HTML. Pure, but for `picture`."""
