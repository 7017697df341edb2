"""How a digest reaches its readers: the message, the mail server, files where there is no mail server."""
