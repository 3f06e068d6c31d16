"""The published catalogue as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.models import Organization, Service


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Organizations and services at one revision; withdrawn ones are not here."""

    revision: int
    organizations: Mapping[str, Organization]
    services: Mapping[str, Service]
    organization_ids: Mapping[str, str]

    def organization_of(self, service_id: str) -> Organization:
        """Who gives a service."""
        return self.organizations[self.organization_ids[service_id]]
