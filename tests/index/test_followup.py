"""Follow-up questions, and what is searched for them."""

from __future__ import annotations

import pytest

from index.followup import Turn, follow

START = "When does START expire?"
LAMP = "How long may a customer keep a lamp before returning it?"
BASES = "How many interceptors did the United States plan in Poland in 2007?"
TREE = "Who planted the oldest pear tree?"
QUOTE = "The oldest pear tree in the garden was planted in 1742 by the gardener Ambrose Tull."


@pytest.mark.parametrize(
    ("earlier", "said", "searched"),
    [
        # A year, date, number or name in the place of another.
        ("What did the shop earn in 2005?", "and in 2006?", "What did the shop earn in 2006?"),
        ("What did the shop earn in 2005?", "2006?", "What did the shop earn in 2006?"),
        ("What did the shop earn in 2005?", "What about 2006?", "What did the shop earn in 2006?"),
        ("What did the shop earn in 2005?", "und 2006?", "What did the shop earn in 2006?"),
        ("What did the shop earn in 2005?", "¿y 2006?", "What did the shop earn in 2006?"),
        ("What did the shop earn in 2005?", "et 2006 ?", "What did the shop earn in 2006?"),
        (
            "What did the shop earn in May 2005?",
            "and in June 2005?",
            "What did the shop earn in June 2005?",
        ),
        ("What happened on October 12?", "and on October 13?", "What happened on October 13?"),
        ("How much do 3 lamps cost?", "and 5?", "How much do 5 lamps cost?"),
        (
            BASES,
            "and in the Czech Republic?",
            "How many interceptors did the United States plan in the Czech Republic in 2007?",
        ),
        (
            BASES,
            "and in 2008?",
            "How many interceptors did the United States plan in Poland in 2008?",
        ),
        ("What did Putin propose?", "And Bush?", "What did Bush propose?"),
        (
            "What did Putin propose?",
            "what about Condoleezza Rice?",
            "What did Condoleezza Rice propose?",
        ),
        (
            "Who represented Russia in Moscow?",
            "and in Geneva?",
            "Who represented Russia in Geneva?",
        ),
        # A phrase in the place of another of the same preposition; or a thing in the place of one.
        ("What is charged for repairs?", "and for returns?", "What is charged for returns?"),
        ("When is the shop open?", "and the garden?", "When is the garden open?"),
        ("How heavy is the lamp?", "what about the box?", "How heavy is the box?"),
        # What has no place is put behind.
        ("What did the shop earn?", "and in 2006?", "What did the shop earn in 2006?"),
        ("When is the shop open?", "on Sundays?", "When is the shop open on Sundays?"),
        (START, "and in Russia?", "When does START expire in Russia?"),
        # Another question word.
        (START, "why?", "Why does START expire?"),
        (START, "Why is that?", "Why does START expire?"),
        (START, "warum?", "Why does START expire?"),
        (START, "¿por qué?", "Why does START expire?"),
        (START, "pourquoi ?", "Why does START expire?"),
        (START, "and where?", "Where does START expire?"),
        (LAMP, "why?", "Why may a customer keep a lamp before returning it?"),
        (TREE, "when?", "When planted the oldest pear tree?"),
        (BASES, "why?", "Why did the United States plan in Poland in 2007?"),
        ("Is the shop open on Sundays?", "why?", "Why is the shop open on Sundays?"),
        ("Was START signed?", "when?", "When was START signed?"),
        # A pronoun stands for what was asked about.
        (START, "Who signed it?", "Who signed START?"),
        (START, "and who signed it?", "Who signed START?"),
        (TREE, "When was it planted?", "When was the oldest pear tree planted?"),
        ("What did Putin propose?", "Where was he born?", "Where was Putin born?"),
        (
            "What did Putin propose?",
            "What is his proposal called?",
            "What is Putin's proposal called?",
        ),
        ("When is the shop open?", "Who works there?", "Who works in the shop?"),
        (
            TREE,
            "What do visitors say about that?",
            "What do visitors say about the oldest pear tree?",
        ),
        ("refund policy", "who decides it?", "Who decides refund policy?"),
        # Too little to stand alone.
        (START, "And who signed?", "Who signed START?"),
        (TREE, "How old?", "How old the oldest pear tree?"),
        # What stands alone is left as it is.
        (START, "How long are gift vouchers valid?", "How long are gift vouchers valid?"),
        (
            START,
            "Are broken lamps repaired free of charge?",
            "Are broken lamps repaired free of charge?",
        ),
        (START, "And how long are gift vouchers valid?", "How long are gift vouchers valid?"),
        (
            START,
            "Lamps with a broken cord can be sent back to the shop",
            "Lamps with a broken cord can be sent back to the shop",
        ),
        (START, LAMP, LAMP),
        (START, "What does Putin say about it?", "What does Putin say about START?"),
        (START, "?", START),
    ],
)
def test_what_is_searched(earlier: str, said: str, searched: str) -> None:
    assert follow([Turn("What is Footnote?"), Turn(earlier, (QUOTE,))], said) == searched


@pytest.mark.parametrize(
    "said", ["Who said that?", "who says so", "And who said this?", "Says who?"]
)
def test_who_said_it_is_searched_by_the_words_of_the_quote(said: str) -> None:
    assert follow([Turn(TREE, (QUOTE, "Another."))], said) == f"Who said “{QUOTE}”?"


def test_who_said_it_after_silence_looks_further_back() -> None:
    turns = [Turn(TREE, (QUOTE,)), Turn("What is the meaning of life?")]
    assert follow(turns, "Who said that?") == f"Who said “{QUOTE}”?"
    assert follow(turns[1:], "Who said that?") == "Who said it: What is the meaning of life?"


def test_a_long_quote_is_cut_between_words() -> None:
    assert follow([Turn(TREE, ("word " * 100,))], "Who said that?") == (
        f"Who said “{'word ' * 39}word”?"
    )


def test_a_first_question_is_left_as_it_is() -> None:
    assert follow([], " and  in 2006? ") == "and in 2006?"


def test_a_chain_of_follow_ups() -> None:
    turns = [Turn("What did the shop earn in 2005?")]
    for said, searched in [
        ("and in 2006?", "What did the shop earn in 2006?"),
        ("why?", "Why did the shop earn in 2006?"),
        ("and in 2007?", "Why did the shop earn in 2007?"),
    ]:
        assert follow(turns, said) == searched
        turns.append(Turn(searched))
