"""Vietnamese first, English complete, by one click."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from giaoban.accounts.models import User
from giaoban.kernel import wording
from giaoban.locale import catalogue

Person = Callable[..., User]
_HOLES = re.compile(r"%\(\w+\)[sd]|{\w*}")
NAMES = list(catalogue.catalogues())


class TestSwitch:
    def test_one_click_changes_the_language_and_stays_on_the_page(
        self, person: Person, client: Client
    ) -> None:
        client.force_login(person("commune", "06778"))
        assert '<html lang="vi"' in client.get("/account/?x=1").text
        response = client.post("/language/", {"language": "en", "next": "/account/?x=1"})
        assert response.headers["Location"] == "/account/?x=1"
        page = client.get("/account/?x=1")
        assert '<html lang="en"' in page.text and "Posting in force" in page.text
        assert page.headers["Content-Language"] == "en"

    def test_it_works_before_signing_in(self, db: None, client: Client) -> None:
        client.post("/language/", {"language": "en", "next": "/login/"})
        assert "Sign in" in client.get("/login/").text

    def test_an_english_browser_still_gets_vietnamese(self, db: None, client: Client) -> None:
        page = client.get("/login/", headers={"Accept-Language": "en-US,en;q=0.9"})
        assert '<html lang="vi"' in page.text

    def test_it_leads_to_no_other_site(self, db: None, client: Client) -> None:
        response = client.post("/language/", {"language": "en", "next": "https://example.org/"})
        assert response.headers["Location"] == "/"

    def test_an_unknown_language_is_vietnamese(self, db: None, client: Client) -> None:
        client.cookies["giaoban_language"] = "xx"
        assert '<html lang="vi"' in client.get("/login/").text


class TestCatalogue:
    @pytest.mark.parametrize("name", NAMES)
    def test_every_string_has_its_english(self, name: str) -> None:
        english = {
            key for po in catalogue.catalogues().values() for key, text in catalogue.read(po).items() if text
        }
        assert sorted(catalogue.wanted(name) - english) == []

    @pytest.mark.parametrize("name", NAMES)
    def test_the_compiled_catalogue_is_the_written_one(self, name: str) -> None:
        po = catalogue.catalogues()[name]
        if po.exists():
            assert po.with_suffix(".mo").read_bytes() == catalogue.compiled(catalogue.read(po))

    @pytest.mark.parametrize("name", NAMES)
    def test_english_keeps_the_places_for_values(self, name: str) -> None:
        entries = catalogue.read(catalogue.catalogues()[name])
        wrong = [k for k, text in entries.items() if set(_HOLES.findall(k)) != set(_HOLES.findall(text))]
        assert wrong == []

    def test_it_finds_every_form_a_string_takes(self, tmp_path: Any) -> None:
        (tmp_path / "a.html").write_text(
            '{% translate "một" %}{% trans \'hai\' as x %}{{ y|default:_("ba") }}'
            "{% blocktranslate with n=m|f %}bốn {{ n }} 5%{% endblocktranslate %}"
            "{% blocktranslate count n=k %}sáu {{ n }}{% plural %}bảy {{ n }}{% endblocktranslate %}"
        )
        (tmp_path / "a.py").write_text(
            'a = _("tám")\nb = pgettext_lazy("số", "chín")\nc = gettext("mười " "một")\nd = print("không")\n'
        )
        assert catalogue.strings(tmp_path) == {
            "một", "hai", "ba", "bốn %(n)s 5%%", "sáu %(n)s\0bảy %(n)s", "tám", "số\x04chín", "mười một",
        }  # fmt: skip

    def test_a_written_catalogue_reads_back(self, tmp_path: Any) -> None:
        entries = {'a "b"\nc': "x", "số\x04chín": "nine", "một\0hai": "one\0two"}
        catalogue.write(tmp_path / "en.po", entries)
        assert catalogue.read(tmp_path / "en.po") == entries


class TestWording:
    @pytest.mark.parametrize(
        ("said", "vi", "en"),
        [
            (lambda: wording.number(1234.5), "1.234,5", "1,234.5"),
            (lambda: wording.number(90362), "90.362", "90,362"),
            (lambda: wording.number(None), "–", "–"),
            (lambda: wording.percent(96.72), "96,72%", "96.72%"),
            (lambda: wording.percent(0.027), "0,027%", "0.027%"),
            (lambda: wording.signed(-1234), "−1.234", "−1,234"),
            (lambda: wording.day(date(2022, 3, 6)), "06/3/2022", "6 March 2022"),
            (
                lambda: wording.moment(datetime(2022, 3, 6, 16, 0)),
                "16 giờ 00 ngày 06/3/2022",
                "16:00 on 6 March 2022",
            ),
            (lambda: wording.in_unit(812.44, "per_100k_week"), "812,4", "812.4"),
            (lambda: wording.in_unit(45200, "cases"), "45.200", "45,200"),
            (lambda: wording.change_in_unit(0.82, "percent"), "+0,82 điểm %", "+0.82 points"),
        ],
    )
    def test_it_writes_as_the_readers_language_does(self, said: Callable[[], str], vi: str, en: str) -> None:
        with translation.override("vi"):
            assert said() == vi
        with translation.override("en"):
            assert said() == en
