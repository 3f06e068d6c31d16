"""Which services name each other, and in which field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge.models import Service

EQUAL = ("alternatives", "instead", "status.successor")
ALL = (*EQUAL, "related", "after")


def named(service: Service, fields: Sequence[str] = ALL) -> Iterator[tuple[str, str]]:
    """The services that a service names, each with the field that names it."""
    for field in fields:
        if field == "status.successor":
            others = (service.status.successor,) if service.status.successor else ()
        else:
            others = getattr(service, field)
        yield from ((field, other) for other in others)


def neighbours(services: Mapping[str, Service], fields: Sequence[str] = ALL) -> dict[str, set[str]]:
    """For each service those that it names in these fields, and those that name it."""
    near: dict[str, set[str]] = {service_id: set() for service_id in services}
    for service in services.values():
        for _, other in named(service, fields):
            near[service.id].add(other)
            near.setdefault(other, set()).add(service.id)
    return near
