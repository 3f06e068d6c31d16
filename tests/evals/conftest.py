"""The bot that is measured in tests is the small one of the bot's own tests."""

from tests.bot.conftest import build_bot

__all__ = ["build_bot"]
