"""Which kinds of support are needs of their own, and which are two words for one."""

from __future__ import annotations

from knowledge.vocabulary import SupportKind

Kinds = frozenset[SupportKind]

MONEY: Kinds = frozenset({SupportKind.GRANT, SupportKind.LOAN, SupportKind.EQUITY})
ADVICE: Kinds = frozenset(
    {SupportKind.INCUBATOR, SupportKind.BUSINESS_ADVICE, SupportKind.COMMERCIALISATION, SupportKind.NETWORK}
)
# Kinds that companies name together when they look for one thing.
_NEAR: tuple[Kinds, ...] = (
    MONEY,
    ADVICE,
    frozenset({SupportKind.LAB_SPACE, SupportKind.PREMISES}),
    frozenset({SupportKind.BUSINESS_ADVICE, SupportKind.COMPANY_FORMATION}),
    frozenset({SupportKind.ESTABLISHMENT, SupportKind.PREMISES}),
    frozenset({SupportKind.ETHICS_REVIEW, SupportKind.REGULATORY}),
    frozenset({SupportKind.ESTABLISHMENT, SupportKind.COMPANY_FORMATION}),
)


def are_one(kinds: Kinds) -> bool:
    """Whether kinds that are named together are one need."""
    return len(kinds) < 2 or any(kinds <= near for near in _NEAR)  # noqa: PLR2004 - two are the fewest to compare


def are_different(some: Kinds, others: Kinds) -> bool:
    """Whether what is named here and there are needs of their own."""
    return bool(some and others) and not some & others and not are_one(some | others)
