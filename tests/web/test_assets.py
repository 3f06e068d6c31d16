"""The fetched scripts are served only when they are the ones that were tried."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from web import assets
from web.assets import ASSETS, AssetsChanged, AssetsMissing, mount_assets
from web.settings import WebSettings


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two small scripts in the places of the real ones, and known by their digests."""
    small = []
    for asset in ASSETS:
        content = f"// {asset.url}".encode()
        path = tmp_path / asset.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        small.append(assets.Asset(asset.url, asset.path, hashlib.sha256(content).hexdigest()))
    monkeypatch.setattr(assets, "ASSETS", tuple(small))
    return tmp_path


def test_the_scripts_are_served_as_scripts(folder: Path) -> None:
    app = Starlette()
    mount_assets(app, folder)

    response = TestClient(app).get("/assets/htmx.js")

    assert response.text == "// /assets/htmx.js"
    assert response.headers["content-type"].startswith("text/javascript")


def test_a_missing_script_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(AssetsMissing, match="make assets"):
        mount_assets(Starlette(), tmp_path)


def test_a_changed_script_is_not_served(folder: Path) -> None:
    (folder / ASSETS[1].path).write_text("steal()", "utf-8")

    with pytest.raises(AssetsChanged, match="make assets"):
        mount_assets(Starlette(), folder)


def test_the_fetched_scripts_are_the_ones_that_were_tried() -> None:
    for asset in ASSETS:
        assert assets.checked(asset, WebSettings().assets_dir)
