from bot.name_runs import found_in, longest, runs, said_in

NAMES = {("nordby",): {"city"}, ("nordby", "idéer"): {"office"}}


def test_the_longest_name_counts_and_what_is_said_beside_it_is_told() -> None:
    assert found_in(said_in("Når man Nordby Idéer?"), NAMES) == (frozenset({"office"}), {"nar", "man"})
    assert found_in(said_in("Idéer i Nordby"), NAMES) == (frozenset({"city"}), {"ideer", "i"})


def test_who_owns_something_is_named_by_it() -> None:
    services, beside = found_in(said_in("Nordby's idéer"), NAMES)

    assert (services, len(beside)) == (frozenset({"office"}), 0)


def test_runs_are_as_long_as_names_are() -> None:
    assert list(runs(("a", "b"))) == [("a",), ("a", "b"), ("b",)]
    assert max(len(run) for run in runs("abcdefgh")) == 6


def test_a_run_within_another_is_left_out() -> None:
    assert longest([("a",), ("a", "b"), ("c",)]) == [("a", "b"), ("c",)]
