"""Indicators over a frozen extract: definitions, the engine that computes them, the judge of both.

Knows no Django. `ibis` is imported only while indicators are compiled (`compiling`), so that
processes that only compute or open figures never pay for it.
"""
