"""Sentences become a draft: the prompt, the stream, its repair, or the words of the articles. It gives no verdicts."""
