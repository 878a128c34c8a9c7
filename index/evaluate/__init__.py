"""Questions with known answers to Measures."""

from index.evaluate.feedback import read_feedback
from index.evaluate.figures import Bin, Figure, Share
from index.evaluate.measure import Measures, Outcome, measure
from index.evaluate.questions import Question, QuestionSet, read_question_set, read_questions
from index.evaluate.run import evaluate, some

__all__ = [
    "Bin",
    "Figure",
    "Measures",
    "Outcome",
    "Question",
    "QuestionSet",
    "Share",
    "evaluate",
    "measure",
    "read_feedback",
    "read_question_set",
    "read_questions",
    "some",
]
