"""The known text that every made document holds."""

from __future__ import annotations

TITLE = "The Lamp Shop Handbook"

# (heading, paragraphs); each paragraph is a tuple of sentences.
SECTIONS: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "Returns and Refunds",
        (
            (
                "A lamp may be returned within thirty days of delivery, in its box.",
                "After that, the shop repairs it for a flat fee of 12.50 euros.",
                "Mrs. Okafor decides about exceptions, e.g. for lamps that arrived broken.",
            ),
            (
                "Refunds are paid to the account that the customer paid from.",
                "It takes no more than five working days, or so the bank says.",
                "“We never ask twice,” the manager told the staff on Jan. 9, and nobody did.",
            ),
            (
                "A customer who has lost the receipt can name the order number instead.",
                "Order numbers begin with LS- and have seven digits.",
            ),
        ),
    ),
    (
        "Opening Hours",
        (
            (
                "The shop opens at nine o'clock from Monday to Friday.",
                "On Saturdays it opens an hour later and closes at four in the afternoon.",
                "Between Christmas and the New Year the doors stay closed.",
            ),
            (
                "The telephone is answered by whoever stands nearest to it.",
                "A long-standing rule says that it must not ring more than six times.",
            ),
        ),
    ),
    (
        "Lamps We Repair",
        (
            (
                "The workshop takes in table lamps, floor lamps and well-known makes of lantern.",
                "Mr. Dvořák rewires chandeliers that weigh up to 48 kilograms.",
                "Anything heavier goes to a partner in Brno, who sends it back within a month.",
            ),
            (
                "Halogen lamps are repaired only if the transformer is intact.",
                "LED strips cannot be repaired at all, because their parts are glued together.",
                "The customer is told so at the counter and not by letter.",
            ),
            (
                "Shades are sewn by hand in the café across the street.",
                "A silk shade takes about 14 hours, and a paper one takes three.",
                "Neither can be washed, whatever the label may promise.",
            ),
        ),
    ),
    (
        "Safety in the Workshop",
        (
            (
                "Nobody works on a lamp that is still plugged in.",
                "The main switch is next to the door and is turned off every evening at 18:30.",
                "Two fire extinguishers hang beside it, and both are checked in March.",
            ),
            (
                "Solder contains lead, so hands are washed before every meal.",
                "The fume hood must run whenever the iron is hot.",
                "An apprentice may use the drill press only under supervision.",
            ),
            (
                "Accidents are written down in the red book within the hour.",
                "The book is kept for ten years, as the insurer (Helvia Ltd.) requires.",
            ),
        ),
    ),
    (
        "Suppliers and Prices",
        (
            (
                "Brass fittings come from a foundry that was established in 1884.",
                "Its catalogue lists 2,316 parts, of which the shop keeps about ninety in stock.",
                "Prices rise once a year, usually by less than 3.5 per cent.",
            ),
            (
                "Bulbs are ordered on the first Tuesday of each month.",
                "The minimum order is 240 pieces, and delivery is free above 600.",
                "Should a delivery be late, the supplier grants a discount of one tenth.",
            ),
        ),
    ),
)

SENTENCES: tuple[str, ...] = tuple(
    sentence for _, paragraphs in SECTIONS for paragraph in paragraphs for sentence in paragraph
)
HEADINGS: tuple[str, ...] = tuple(heading for heading, _ in SECTIONS)
