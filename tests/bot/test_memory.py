from bot.memory import Memory, Pending
from knowledge.vocabulary import Language
from tests.builders import a_need

PENDING = Pending("Vi vill testa", a_need(), Language.SV)


def test_a_pending_question_waits_for_another_choice() -> None:
    memory = Memory()
    memory.keep("one", PENDING)

    assert memory.pending("one") == PENDING
    assert memory.pending("one") == PENDING


def test_a_forgotten_question_waits_no_longer() -> None:
    memory = Memory()
    memory.keep("one", PENDING)

    memory.forget("one")
    memory.forget("one")

    assert memory.pending("one") is None


def test_the_oldest_conversation_is_forgotten_first() -> None:
    memory = Memory()
    for number in range(2_001):
        memory.keep(str(number), PENDING)

    assert memory.pending("0") is None
    assert memory.pending("1") == PENDING
