"""What people say around a question without changing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from knowledge.vocabulary import Language

Around = Mapping[Language, Sequence[tuple[str, str]]]
"""What stands before and after a question, in several ways."""

POLITE: Around = {
    Language.SV: (
        ("Hej!", "Tack på förhand!"),
        ("Hej, hoppas att allt är bra.", "Med vänliga hälsningar"),
        ("God dag, jag undrar en sak.", "Tacksam för svar."),
    ),
    Language.EN: (
        ("Hello!", "Thank you in advance!"),
        ("Hi, I hope you are well.", "Kind regards"),
        ("Good morning, may I ask you something?", "Grateful for any reply."),
    ),
}
SMALL_TALK: Around = {
    Language.SV: (
        ("Vi är ett litet bolag.", "Vem pratar vi med?"),
        ("Vi är fyra personer i ett nystartat företag.", "Vem kan hjälpa oss?"),
    ),
    Language.EN: (
        ("We are a small company.", "Who do we talk to?"),
        ("There are four people in our new company.", "Who can help us?"),
    ),
}
