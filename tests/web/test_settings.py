from pathlib import Path

import pytest
from pydantic import ValidationError

from web.settings import WebSettings


def test_the_service_listens_on_this_machine_alone_unless_told_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("VAGEN_HOST", raising=False)

    assert WebSettings().host == "127.0.0.1"


def test_the_environment_says_where_to_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VAGEN_PORT", "9123")
    monkeypatch.setenv("VAGEN_ASSETS_DIR", "elsewhere")

    settings = WebSettings()

    assert (settings.port, settings.assets_dir) == (9123, Path("elsewhere"))


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "70000"), ("ANSWER_THREADS", "0"), ("ANSWER_QUEUE", "-1"), ("LOG_LEVEL", "loud")],
)
def test_a_setting_that_cannot_work_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"VAGEN_{name}", value)

    with pytest.raises(ValidationError, match=name.lower()):
        WebSettings()


def test_settings_do_not_change_once_they_are_read() -> None:
    settings = WebSettings()

    with pytest.raises(ValidationError):
        settings.port = 1  # type: ignore[misc]
