from bot.memory import Memory, Pending
from knowledge.vocabulary import Language
from tests.builders import a_need

PENDING = Pending("Vi vill testa", a_need(), Language.SV)


def test_a_pending_question_is_taken_once() -> None:
    memory = Memory()
    memory.keep("one", PENDING)

    assert memory.take("one") == PENDING
    assert memory.take("one") is None


def test_the_oldest_conversation_is_forgotten_first() -> None:
    memory = Memory()
    for number in range(2_001):
        memory.keep(str(number), PENDING)

    assert memory.take("0") is None
    assert memory.take("1") == PENDING
