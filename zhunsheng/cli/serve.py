"""`zhunsheng serve`: start the web application, its background work included."""

from __future__ import annotations

import click

from zhunsheng.store.ready import run


@click.command(help="启动网页系统：办件、文书、导入、总览；后台任务一并启动。")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听的地址。")
@click.option("--port", default=8000, show_default=True, help="监听的端口。")
@click.option("--workers", default=2, show_default=True, help="网页进程数。")
def serve(host: str, port: int, workers: int) -> None:
    """Make the tables, gather the static files and serve until stopped."""
    run("serve", host=host, port=port, workers=workers)
