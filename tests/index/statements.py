"""Statements about the documents of corpus/, each with what these say of it."""

from __future__ import annotations

from index.types import Verdict

S, C, N = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOTHING

STATEMENTS: list[tuple[str, Verdict]] = [
    # In nearly the document's words, in another order or with other forms of them.
    ("The US planned to base ten missile interceptors in Poland.", S),
    ("The United States planned to base ten missile interceptors in Poland.", S),
    ("The United States planned to build a radar in the Czech Republic.", S),
    ("START was due to expire in 2009.", S),
    ("In 2009 START was due to expire.", S),
    ("The Strategic Arms Reduction Treaty was signed in Moscow in July 1991.", S),
    ("President Ronald Reagan announced the Strategic Defense Initiative in 1983.", S),
    ("In 1983 Reagan announced the Strategic Defense Initiative.", S),
    ("In 1993 Russia made a proposal named Trust.", S),
    ("Theodore Postol is a professor at the Massachusetts Institute of Technology.", S),
    ("Sergei Lavrov was the Russian foreign minister.", S),
    ("At first the meeting in Moscow looked like a stalemate.", S),
    ("The `private` option makes the answer visible only to the person who asked.", S),
    ("A file may be at most 10 MiB in size unless the operator changes the limit.", S),
    ("A file that failed three times is not tried again.", S),
    ("Footnote asks Discord for no privileged intent.", S),
    ("The default data folder is .footnote.", S),
    ("The SQLite file is the record of the library.", S),
    ("Exit code 3 means that something was refused or has failed.", S),
    ("FOOTNOTE_QUOTES sets how many quotes an answer contains, from 1 to 5.", S),
    # The same with another number, date or name.
    ("The United States planned to base twenty missile interceptors in Poland.", C),
    ("START was due to expire in 2012.", C),
    ("The Strategic Arms Reduction Treaty was signed in Moscow in July 1995.", C),
    ("President Ronald Reagan announced the Strategic Defense Initiative in 1985.", C),
    ("In 1996 Russia made a proposal of its own, named Trust.", C),
    ("A file may be at most 25 MiB in size unless the operator changes the limit.", C),
    ("A file that failed five times is not tried again.", C),
    ("FOOTNOTE_QUOTES sets how many quotes an answer contains, from 1 to 9.", C),
    ("Exit code 4 means that something was refused or has failed.", C),
    ("The Strategic Arms Reduction Treaty was signed in Geneva in July 1991.", C),
    ("The United States planned to build a radar in the Slovak Republic.", C),
    # About the same things, but not said; or said of something else; or no statement.
    ("The United States planned to base ten missile interceptors in Poland and Romania.", N),
    ("The radar in the Czech Republic cost ten million dollars.", N),
    ("START was extended by five years.", N),
    ("Reagan announced the Strategic Defense Initiative because of his advisers.", N),
    ("Theodore Postol taught at Stanford for ten years.", N),
    ("Poland refused the missile interceptors.", N),
    ("START was not due to expire in 2009.", N),
    ("Lyndon LaRouche took over the idea from Ronald Reagan.", N),
    ("Footnote can translate documents into French.", N),
    ("A file may be at most 10 pages long.", N),
    ("The bot remembers 30 questions of every member.", N),
    ("Is START due to expire in 2009?", N),
    ("I think START was due to expire in 2009.", N),
    ("Good morning, everybody!", N),
    ("The meeting in Moscow lasted two hours.", N),
    ("The cafeteria opens at nine in the morning.", N),
    ("Exit code 1 means that something was refused.", N),
]
