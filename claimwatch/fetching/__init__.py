"""What comes in from outside: one fetcher, the gate it goes through, and the rules of polling."""
