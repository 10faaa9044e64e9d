"""`giaoban test`: the whole suite, first what is quickest to fail; the last line counts everything."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from giaoban.config.commands import browser, checks, postgres, suite
from giaoban.config.commands.checks import Result


def test(
    context: typer.Context,
    quick: Annotated[
        bool,
        typer.Option(
            "--quick", help="Dưới một phút: SQLite, bỏ kiểm thử chậm, trình duyệt và kiểm tra kiểu."
        ),
    ] = False,
    sqlite_only: Annotated[bool, typer.Option("--sqlite-only", help="Không chạy PostgreSQL.")] = False,
    postgres_only: Annotated[
        bool, typer.Option("--postgres-only", help="Chỉ chạy các kiểm thử dùng PostgreSQL.")
    ] = False,
    keyword: Annotated[str, typer.Option("-k", help="Chỉ các kiểm thử có tên khớp.")] = "",
    workers: Annotated[int, typer.Option("--workers", min=0, help="Số tiến trình pytest.")] = 2,
) -> None:
    """Chạy toàn bộ kiểm tra và kiểm thử. Tham số khác được chuyển cho pytest (đặt sau --)."""
    started = time.monotonic()
    chosen = [*(["-k", keyword] if keyword else []), *context.args]
    results: list[Result] = []
    if not chosen and not postgres_only:
        results += checks.run_all(quick=quick)
    if not postgres_only:
        results.append(suite.on_sqlite(chosen, quick=quick, workers=workers))
    if not quick and not sqlite_only:
        results.append(suite.on_postgres(chosen, workers=workers))
    _close(results, time.monotonic() - started)


def _close(results: list[Result], seconds: float) -> None:
    print("\n══ Tổng kết ══")
    for result in results:
        print(result.line())
    for component, path, step in (
        ("Chromium", browser.chromium(), browser.INSTALL),
        ("PostgreSQL", postgres.programs(), postgres.INSTALL),
    ):
        if not path:
            print(f"Không có {component}: kiểm thử cần nó đã được bỏ qua. Cài bằng: {step}")
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    if passed + failed == 0:
        print("Không có kiểm thử nào khớp với lựa chọn.")
    print(f"Hết {seconds:.0f} giây.")
    print(f"{passed} passed, {failed} failed")
    raise typer.Exit(1 if failed or not passed else 0)
