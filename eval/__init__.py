"""Measuring what the library does: retrieval against judged questions, and where time and memory go."""
