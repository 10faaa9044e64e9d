"""The rules of the law as dated data (`policy/`), and pure decisions over them. No Django."""

from giaoban.policy.load import Rules, load
from giaoban.policy.rule import Param, Rule, Source

__all__ = ["Param", "Rule", "Rules", "Source", "load"]
