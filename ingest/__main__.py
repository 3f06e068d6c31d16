"""The curator's commands: `python -m ingest --help` lists them."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tqdm import tqdm

from ingest.assembly import Desk
from ingest.checking import Report, check
from ingest.reading import UnreadableDocument, read_document
from ingest.seeding import GUIDE, load_seed
from knowledge.assembly import SEED
from knowledge.documents import document_ids, documents_by_id
from knowledge.embedding import EmbeddingModel, ModelDamaged, ModelNotPrepared
from knowledge.exchange import InvalidFile
from knowledge.settings import KnowledgeSettings
from knowledge.texts import Owner, pending, texts_of
from knowledge.vectors import Progress, VectorCache
from knowledge.vocabulary import Language

FINE, MEND, CANNOT_START = 0, 1, 2
SETTLED = "The index is up to date."
BUILT = "The index is built anew."
TAKEN = "A running server has the index and picks this up within a quarter of a second."


def main(argv: Sequence[str] | None = None, model: EmbeddingModel | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    if len(getattr(arguments, "files", ())) > 1 and getattr(arguments, "title", None):
        parser.error("--title is for one file")
    desk = Desk(KnowledgeSettings(), model)
    command: Callable[[argparse.Namespace, Desk], int] = arguments.command
    try:
        return command(arguments, desk)
    except (ModelNotPrepared, ModelDamaged) as error:
        print(error, file=sys.stderr)
        return CANNOT_START
    finally:
        desk.close()


def _seed(arguments: argparse.Namespace, desk: Desk) -> int:
    publisher = desk.publisher
    try:
        with _bar("Embedding") as progress:
            changed = load_seed(publisher, arguments.folder, progress)
            publisher.refresh(progress)
    except (InvalidFile, UnreadableDocument) as error:
        print(error, file=sys.stderr)
        return MEND
    if not changed:
        print("The database holds this seed already: unchanged.")
        return FINE
    print("The database follows the seed.")
    return _settled(desk)


def _add(arguments: argparse.Namespace, desk: Desk) -> int:
    failed = [path for path in arguments.files if not _added(path, arguments, desk)]
    if len(failed) < len(arguments.files):
        _settled(desk)
    return MEND if failed else FINE


def _added(path: Path, arguments: argparse.Namespace, desk: Desk) -> bool:
    said = {name: getattr(arguments, name) for name in ("title", "publisher", "url", "language")}
    try:
        document = read_document(path, date=arguments.dated_on, **said)
        if document.id.startswith(GUIDE):
            raise UnreadableDocument(f"{path.name}: names with {GUIDE} are the seed's; rename it")
    except UnreadableDocument as error:
        print(error, file=sys.stderr)
        return False
    with desk.engine.connect() as db:
        done = "replaced" if document.id in document_ids(db) else "added"
    with _bar(path.name) as progress:
        count = desk.publisher.document(document, progress)
    print(f"{done} {document.id}: {count} passages, {document.language}, “{document.title}”")
    return True


def _remove(arguments: argparse.Namespace, desk: Desk) -> int:
    unknown = [one for one in arguments.documents if not _removed(one, desk)]
    if len(unknown) < len(arguments.documents):
        _settled(desk)
    return MEND if unknown else FINE


def _removed(document_id: str, desk: Desk) -> bool:
    known = desk.publisher.withdraw_document(document_id)
    if not known:
        print(f"there is no document {document_id!r}; `list` shows them", file=sys.stderr)
        return False
    later = ", until the seed changes: remove its file too" if document_id.startswith(GUIDE) else ""
    print(f"removed {document_id}{later}")
    return True


def _list(_arguments: argparse.Namespace, desk: Desk) -> int:
    with desk.engine.connect() as db:
        found = documents_by_id(db, sorted(document_ids(db)))
        for one in sorted(found.values(), key=lambda document: document.id):
            count = len(texts_of(db, Owner.DOCUMENT, one.id))
            print(f"{one.id}: {count} passages, {one.language}, “{one.title}”")
    if not found:
        print("There are no documents yet.")
    return FINE


def _reindex(_arguments: argparse.Namespace, desk: Desk) -> int:
    print(BUILT if desk.reindex() else TAKEN)
    return FINE


def _outbox(_arguments: argparse.Namespace, desk: Desk) -> int:
    with desk.engine.connect() as db:
        waiting = {text_id for _, text_id in pending(db, sys.maxsize)}
    print(f"{len(waiting)} texts wait to be indexed.")
    return FINE


def _check(arguments: argparse.Namespace, desk: Desk) -> int:
    with _bar("Embedding") as progress:
        cache = VectorCache(desk.vector_cache, desk.model, progress)
        report = check(arguments.folder, cache, arguments.files)
    for problem in report.problems:
        print(problem)
    _print_advice(report, every=arguments.all)
    for language, figures in report.figures.items():
        print(
            f"asks in {language}, each searched for without itself: {figures.first:.0%} find their"
            f" service or an equal one first, {figures.among:.0%} have it among three"
            f" ({figures.asks} asks)"
        )
    print(f"Problems to mend: {len(report.problems)}. Warnings: {len(report.advice)}.")
    return MEND if report.problems else FINE


def _print_advice(report: Report, *, every: bool) -> None:
    for advice in report.advice if every else ():
        print(f"warning: {advice}")
    for kind, count in report.summary():
        print(f"warning: {count} × {kind}" + ("" if every else " (--all shows them)"))


def _settled(desk: Desk) -> int:
    print(SETTLED if desk.settle() else TAKEN)
    return FINE


@contextmanager
def _bar(label: str) -> Iterator[Progress]:
    # Without a terminal tqdm shows nothing.
    with tqdm(desc=label, unit=" texts", leave=False, disable=None) as bar:

        def show(done: int, of_all: int) -> None:
            bar.total = of_all
            bar.update(done - bar.n)

        yield show


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    seed = _command(commands, "seed", _seed, "bring the database up to the seed")
    _takes_folder(seed)
    add = _command(commands, "add", _add, "read and publish documents (Markdown or text)")
    _takes_document(add)
    remove = _command(commands, "remove", _remove, "take documents out of the answers")
    remove.add_argument("documents", nargs="+", metavar="DOCUMENT_ID")
    _command(commands, "list", _list, "show all documents and how many passages each has")
    _command(commands, "reindex", _reindex, "have the index built anew from the database")
    _command(commands, "outbox", _outbox, "show how many texts wait to be indexed")
    checking = _command(commands, "check", _check, "say what to mend in the seed's files")
    checking.add_argument("files", nargs="*", type=_file, metavar="FILE", help="only these")
    checking.add_argument("--all", action="store_true", help="show every warning")
    _takes_folder(checking)
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Callable[[argparse.Namespace, Desk], int],
    text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(command=run)
    return parser


def _takes_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=_folder, default=SEED, metavar="DIR", help="another seed")


def _takes_document(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--title", help="instead of the first heading; for one file only")
    parser.add_argument("--publisher", help="who has published it")
    parser.add_argument("--url", help="where it can be read")
    parser.add_argument("--dated-on", type=_date, metavar="DATE", help="2026, 2026-11 or 2026-11-21")
    languages = [language.value for language in Language]
    parser.add_argument("--language", choices=languages, help="instead of the language detected")


def _folder(value: str) -> Path:
    if not any(Path(value).glob("organizations/*.yaml")):
        raise argparse.ArgumentTypeError(f"there is no organizations/*.yaml in {value}")
    return Path(value)


def _file(value: str) -> Path:
    if not Path(value).is_file():
        raise argparse.ArgumentTypeError(f"there is no file {value}")
    return Path(value)


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        raise argparse.ArgumentTypeError(f"{value} is not like 2026, 2026-11 or 2026-11-21")
    return value


if __name__ == "__main__":
    sys.exit(main())
