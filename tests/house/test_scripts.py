"""The house's own linters find what they are for, and leave the rest alone."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from giaoban.config.commands.common import ROOT


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_actions = script("check_actions")
check_views = script("check_views")


class TestCheckActions:
    @pytest.mark.parametrize(
        "offence",
        [
            "case.save()",
            "case.save(update_fields=['unit'])",
            "case.delete()",
            "Case.objects.create(unit=unit)",
            "case.spells.create(kind='care')",
            "Case.objects.filter(id=1).delete()",
            "Case.objects.filter(id=1).update(unit=2)",
            "Case.objects.bulk_create(rows, batch_size=500)",
            "User.objects.get_or_create(username='a')",
            "form.save()",
            "bulk.insert(Case, columns, rows)",
        ],
    )
    def test_it_finds_a_write(self, offence: str) -> None:
        found = list(check_actions.offences(f"def f():\n    {offence}\n"))
        assert [line for line, _ in found] == [2]

    @pytest.mark.parametrize(
        "innocent",
        [
            "document.save(path)",
            "workbook.save('a.xlsx')",
            "seen.update(more)",
            "cache.delete(key)",
            "rows.insert(0, row)",
            "Case.objects.filter(id=1).count()",
            "hashlib.new('sha256').update(data)",
        ],
    )
    def test_it_leaves_other_words_alone(self, innocent: str) -> None:
        assert list(check_actions.offences(innocent)) == []

    @pytest.mark.parametrize(
        ("path", "may"),
        [
            ("registry/actions.py", True),
            ("registry/actions/merge.py", True),
            ("registry/migrations/0001_initial.py", True),
            ("documents/docx/writer.py", True),
            ("kernel/audit.py", True),
            ("registry/views.py", False),
            ("registry/queries.py", False),
            ("config/commands/serve.py", False),
        ],
    )
    def test_it_knows_who_may_write(self, path: str, may: bool) -> None:
        assert check_actions.is_action(Path(path)) is may

    def test_every_listed_writer_exists_and_has_a_reason(self) -> None:
        missing = [path for path in check_actions.WRITERS if not (check_actions.SOURCE / path).exists()]
        assert missing == []
        assert all(len(reason) > 15 for reason in check_actions.WRITERS.values())


class TestCheckViews:
    @pytest.mark.parametrize("path", ["registry/views.py", "registry/views/lists.py", "places/cli.py"])
    def test_it_finds_a_read_past_the_scope(self, path: str) -> None:
        found = check_views.offences("x = 1\ncases = Case.objects.all()\n", Path(path))
        assert [line for line, _ in found] == [2]

    def test_it_lets_queries_ask_the_models(self) -> None:
        assert check_views.offences("Case.objects.all()", Path("registry/queries.py")) == []

    @pytest.mark.parametrize(
        "line",
        [
            "from giaoban.registry.views import case_page",
            "from giaoban.registry import presenters",
            "import giaoban.registry.forms",
        ],
    )
    def test_it_finds_an_import_of_another_apps_page(self, line: str) -> None:
        assert check_views.offences(line, Path("desk/board.py"))
        assert check_views.offences(line, Path("registry/urls.py")) == []
