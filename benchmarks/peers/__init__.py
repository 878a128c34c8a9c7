"""Footnote beside other libraries that find passages: same documents, model, questions, scorer."""
