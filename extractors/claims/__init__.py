"""From an article to its claims: sentences, names, figures, dates, speakers, meaning."""
