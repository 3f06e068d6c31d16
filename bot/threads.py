"""Where a conversation stands when a turn has been answered."""

from __future__ import annotations

from bot.follow_reading import Before
from bot.following import last_said
from bot.memory import Pending, Thread
from bot.models import Reply
from bot.reading import Turn


def after(thread: Thread, turn: Turn, reply: Reply) -> Thread:
    """The thread with a turn and its reply at the end."""
    ids = tuple(dict.fromkeys(one.service.id for one in reply.suggestions))
    kinds = tuple(dict.fromkeys(kind for need in reply.needs for kind in need.kinds))
    chosen = turn.insist, turn.kind, turn.put_right, turn.seen, turn.refused
    last = last_said(thread.before)
    listed = (last.listed or last.service_ids) if last and turn.about else ids
    said = Before(turn.searched, turn.asked_in, kinds, reply.outcome, ids, *chosen, listed=listed)
    before = (*thread.before, said)
    pending = thread.pending if turn.insist else None
    if reply.question_back:
        choices = frozenset(choice.id for choice in reply.question_back.choices)
        pending = Pending(turn.searched, turn.need, turn.language, choices)
    asked_back = thread.asked_back + 1 if reply.question_back else 0
    return Thread(before, turn.language, turn.need, pending, asked_back)
