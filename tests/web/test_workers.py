import asyncio
from threading import Event
from time import sleep

import pytest
from starlette.types import Message, Receive, Scope, Send

from web.workers import AnswerWorkers, Busy, StopWhenGone

pytestmark = pytest.mark.anyio

SCOPE: Scope = {"type": "http"}


async def test_the_result_comes_from_another_thread() -> None:
    with AnswerWorkers() as answers:
        assert await answers.run(max, 3, 7) == 7


async def test_an_error_reaches_whoever_asked() -> None:
    with AnswerWorkers() as answers, pytest.raises(ZeroDivisionError):
        await answers.run(divmod, 1, 0)


async def test_a_full_queue_says_at_once_when_to_come_back() -> None:
    go = Event()
    with AnswerWorkers(threads=1, queue=1) as answers:
        taken = [asyncio.create_task(answers.run(go.wait, 5)) for _ in range(2)]
        await asyncio.sleep(0)

        with pytest.raises(Busy) as busy:
            await answers.run(go.wait, 5)

        go.set()
        assert await asyncio.gather(*taken) == [True, True]
    assert 1 <= busy.value.retry_after <= 60
    assert answers.tally.refused == 1


async def test_a_place_is_free_again_after_the_answer() -> None:
    with AnswerWorkers(threads=1, queue=0) as answers:
        for number in range(3):
            assert await answers.run(abs, -number) == number


async def test_a_place_is_free_again_after_an_error() -> None:
    with AnswerWorkers(threads=1, queue=0) as answers:
        with pytest.raises(ZeroDivisionError):
            await answers.run(divmod, 1, 0)

        assert await answers.run(abs, -1) == 1


async def test_whoever_gives_up_waiting_keeps_no_place() -> None:
    go = Event()
    with AnswerWorkers(threads=1, queue=1) as answers:
        working = asyncio.create_task(answers.run(go.wait, 5))
        waiting = asyncio.create_task(answers.run(go.wait, 5))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0)

        following = asyncio.create_task(answers.run(abs, -4))
        await asyncio.sleep(0)
        go.set()

        assert await following == 4
        assert await working


async def test_slow_answers_ask_for_more_patience() -> None:
    go = Event()
    with AnswerWorkers(threads=1, queue=30) as answers:
        for _ in range(3):
            await answers.run(sleep, 0.1)
        taken = [asyncio.create_task(answers.run(go.wait, 5)) for _ in range(31)]
        await asyncio.sleep(0)
        with pytest.raises(Busy) as busy:
            await answers.run(abs, 1)
        go.set()
        await asyncio.gather(*taken)

    assert busy.value.retry_after > 1


async def test_work_stops_when_the_client_leaves_in_the_middle() -> None:
    stopped = asyncio.Event()

    async def slow(_: Scope, receive: Receive, __: Send) -> None:
        await receive()
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()

    await asyncio.wait_for(StopWhenGone(slow)(SCOPE, _client("http.disconnect"), _ignore), 5)

    assert stopped.is_set()


async def test_what_comes_after_the_answer_is_not_stopped() -> None:
    finished = asyncio.Event()

    async def thorough(_: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.body", "body": b"all of it"})
        await asyncio.sleep(0.05)
        finished.set()

    await StopWhenGone(thorough)(SCOPE, _client("http.disconnect"), _ignore)

    assert finished.is_set()


async def test_an_error_under_way_is_not_swallowed() -> None:
    async def broken(_: Scope, __: Receive, ___: Send) -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await StopWhenGone(broken)(SCOPE, _client(), _ignore)


def _client(*then: str) -> Receive:
    """Sends an empty request, then the messages named, then nothing for ever."""
    messages = ["http.request", *then]

    async def receive() -> Message:
        await asyncio.sleep(0)
        if not messages:
            await asyncio.Event().wait()
        return {"type": messages.pop(0)}

    return receive


async def _ignore(_: Message) -> None:
    """Take no notice of what is sent."""
