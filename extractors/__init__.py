"""What is on the page: bytes and text in, records out. Nothing here fetches, stores or decides."""
