import pytest

from bot.masking import Masked, Personal, masked


@pytest.mark.parametrize(
    "address",
    [
        "pelle.provsson.labb@gmail.com",
        "sixten.bluffberg@live.se",
        "anna@bolaget.se",
        "anna.svensson@bolaget.se",
        "a.svensson+labb@startup.example",
        "jsmith@company.co.uk",
        "anna.info@bolaget.se",
        "support.lindqvist@bolaget.se",
        "info.bolaget@gmail.com",
        "åsa.öberg@bolåget.se",
        "anna.svensson (at) gmail.com",
        "anna[at]bolaget.se",
        "anna @ bolaget.se",
        "ａｎｎａ＠ｇｍａｉｌ．ｃｏｍ",
        "anna\u200b@gmail.com",
        "ANNA@GMAIL.COM",
    ],
)
def test_a_persons_address_is_masked_at_work_too(address: str) -> None:
    assert masked(f"Mejla <{address}>.") == Masked("Mejla <[e-postadress]>.", (Personal.EMAIL,))


@pytest.mark.parametrize(
    "address",
    [
        "info@bolaget.se",
        "kontakt@bolaget.se",
        "support@ngisweden.se",
        "registrator@lakemedelsverket.se",
        "registrator.kansli@region.example",
        "innovation@kth.se",
        "info.stockholm@lab.example",
        "data-management@scilifelab.se",
        "kliniskaprovningar@akademiska.se",
        "biobankstockholm@regionstockholm.se",
        "vinnova@vinnova.se",
        "hr2@company.example",
        "no-reply@company.example",
    ],
)
def test_an_address_of_a_function_is_kept(address: str) -> None:
    assert masked(f"Gäller det {address}?") == Masked(f"Gäller det {address}?")


@pytest.mark.parametrize("text", ["5 st @ 10.50 kr", "@anna på nätet", "a@b", "anna@", "vi ses @ labbet"])
def test_a_sign_without_an_address_is_kept(text: str) -> None:
    assert masked(text) == Masked(text)
