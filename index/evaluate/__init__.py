"""Questions with known answers to Measures."""

from index.evaluate.again import Again, Worse, ask_again
from index.evaluate.feedback import helpful_questions, read_feedback
from index.evaluate.figures import Bin, Figure, Share
from index.evaluate.last import FIGURES, LastRun, figure_of, keep_run, last_run
from index.evaluate.measure import Measures, Outcome, measure
from index.evaluate.quality import Quality, assess
from index.evaluate.questions import (
    Question,
    QuestionSet,
    parse_questions,
    read_question_set,
    read_questions,
)
from index.evaluate.run import evaluate, some

__all__ = [
    "FIGURES",
    "Again",
    "Bin",
    "Figure",
    "LastRun",
    "Measures",
    "Outcome",
    "Quality",
    "Question",
    "QuestionSet",
    "Share",
    "Worse",
    "ask_again",
    "assess",
    "evaluate",
    "figure_of",
    "helpful_questions",
    "keep_run",
    "last_run",
    "measure",
    "parse_questions",
    "read_feedback",
    "read_question_set",
    "read_questions",
    "some",
]
