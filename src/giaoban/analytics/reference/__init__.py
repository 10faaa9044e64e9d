"""The judge: every indicator once more, slow and obvious, over lists of dictionaries.

Written from the sentences that define the indicators, not from the expressions that compute them.
No optimisation, ever: what is read here is what is meant.
"""

from giaoban.analytics.reference.answers import answer, known_ids
from giaoban.analytics.reference.extract import Extract

__all__ = ["Extract", "answer", "known_ids"]
