"""What can be told of a text without a model: its language, sentences, terms, quantities, dates and names.

Pure functions of a string and an ISO 639-1 code; offsets count code points of that string. Nothing here knows
of documents, stores or models.
"""
