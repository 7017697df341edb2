"""A newsroom to practise on: fictional outlets that publish fictional coverage over loopback."""
