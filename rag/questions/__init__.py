"""What a question is: its kind, what it asks for, its parts, and what it takes from the conversation; no archive."""
