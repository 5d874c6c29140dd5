"""Figures for people."""

from collections.abc import Iterable


def print_rows(title: str, rows: Iterable[tuple[str, str]]) -> None:
    """Two columns: what, and how much."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column()
    for what, value in rows:
        table.add_row(what, value)
    Console(highlight=False).print(table)
