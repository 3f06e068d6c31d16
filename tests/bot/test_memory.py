from dataclasses import replace

from bot.follow_reading import Before
from bot.memory import Memory, Pending, Thread
from knowledge.vocabulary import Language
from tests.builders import a_need

PENDING = Pending("Vi vill testa", a_need(), Language.SV)
THREAD = Thread((Before("Vi vill testa", Language.SV),), Language.SV, a_need(), PENDING, asked_back=1)


def test_a_conversation_stands_where_it_was_left() -> None:
    memory = Memory()
    memory.keep("one", THREAD)

    assert memory.thread("one") == THREAD
    assert memory.thread("one") == THREAD


def test_a_conversation_that_is_not_remembered_is_empty() -> None:
    assert Memory().thread("one") == Thread()


def test_a_later_turn_replaces_what_was_kept() -> None:
    memory = Memory()
    memory.keep("one", THREAD)

    memory.keep("one", replace(THREAD, pending=None, asked_back=0))

    assert (memory.thread("one").pending, memory.thread("one").asked_back) == (None, 0)


def test_the_newest_ten_turns_are_kept() -> None:
    before = tuple(Before(str(number), Language.SV) for number in range(12))
    memory = Memory()

    memory.keep("one", replace(THREAD, before=before))

    assert memory.thread("one") == replace(THREAD, before=before[2:])


def test_the_oldest_conversation_is_forgotten_first() -> None:
    memory = Memory()
    for number in range(2_000):
        memory.keep(str(number), THREAD)

    memory.keep("0", THREAD)
    memory.keep("2000", THREAD)

    assert memory.thread("1") == Thread()
    assert memory.thread("0") == memory.thread("2") == THREAD
