"""The bot that is measured in tests is the small one of the bot's own tests, or the packaged one over a small seed."""

import os

from tests.bot.conftest import build_bot
from tests.evals.small import evals, here, small

__all__ = ["build_bot", "evals", "here", "small"]

# Chroma in memory is one for the process, and refuses a second set of settings; this is what the product sets.
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
