"""What is news: deciders over records. They are given evidence and give verdicts; none touches the store."""
