"""Training of the reader: question files in SQuAD's form to weights.

data: files → passages, questions. search: passages, question → candidates. examples: question →
group of pairs. train: groups → weights. measure: weights → measures. export: weights → what ships.
"""
