"""What a question is: the kind of answer it waits for, and what it takes from the conversation. It knows no archive."""
