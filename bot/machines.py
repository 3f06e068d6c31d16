"""A support vector machine as it was learnt elsewhere: a sentence is compared with the telling ones that it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.contexts import Context
from knowledge.embedding_model import Vector
from knowledge.vocabulary import Language

Matrix = NDArray[np.float32]

# How steeply likeness falls; and what a sign, a sentence's meaning and its message's count beside one another.
STEEP = 0.1
_FORM, _OWN, _MESSAGE = 0.7, 2.0, 1.0
# What makes worth a logarithm of odds: fitted to what was told of messages that were not learnt from.
_ODDS = 3.75
# Meanings are kept in whole numbers of this part.
_PART = 64


@dataclass(frozen=True, slots=True)
class Features:
    """The signs that count, in their order, and the middle of each language's contexts; shape (2 * n,)."""

    form: tuple[str, ...]
    middles: Mapping[Language, Vector]

    def of(self, signs: Mapping[str, float], context: Context, language: Language) -> Vector:
        """Signs and meaning as one row; shape (signs + 2 * n,)."""
        own, message = np.split(context.both - self.middles[language], 2)
        form = [_FORM * signs.get(name, 0.0) for name in self.form]
        row: Vector = np.concatenate([form, _OWN * _unit(own), _MESSAGE * _unit(message)]).astype(np.float32)
        return row


@dataclass(frozen=True)
class Machine:
    """Kept rows, shape (k, signs + 2 * n), what each is worth, shape (k,), and what is added."""

    features: Features
    kept: Matrix
    worths: Vector
    added: float

    def worth(self, signs: Mapping[str, float], context: Context, language: Language) -> float:
        """The logarithm of the odds; above 0 a need begins, rather than not."""
        row = self.features.of(signs, context, language)
        apart = self._lengths + row @ row - 2 * (self.kept @ row)
        return _ODDS * (float(np.exp(-STEEP * apart) @ self.worths) + self.added)

    @cached_property
    def _lengths(self) -> Vector:
        lengths: Vector = np.einsum("kn,kn->k", self.kept, self.kept)
        return lengths


def save(machine: Machine, file: Path) -> None:
    """Keep a machine in a file, its meanings in one byte a figure."""
    signs, meanings = np.split(machine.kept, [len(machine.features.form)], axis=1)
    np.savez_compressed(
        file,
        form=np.array(machine.features.form),
        middles=np.array([machine.features.middles[language] for language in Language], np.float32),
        signs=signs.astype(np.float16),
        meanings=np.clip(np.round(meanings * _PART), -127, 127).astype(np.int8),
        worths=machine.worths.astype(np.float32),
        added=np.array(machine.added),
    )


def load(file: Path) -> Machine:
    """The machine in a file that `save` has written."""
    with np.load(file, allow_pickle=False) as found:
        features = Features(tuple(found["form"].tolist()), dict(zip(Language, found["middles"], strict=True)))
        kept = np.concatenate([found["signs"], found["meanings"].astype(np.float32) / _PART], axis=1)
        return Machine(features, kept.astype(np.float32), found["worths"], float(found["added"]))


def _unit(vector: Vector) -> Vector:
    unit: Vector = vector / max(float(np.linalg.norm(vector)), 1e-9)
    return unit
