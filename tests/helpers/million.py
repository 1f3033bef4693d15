"""A large request log, written by SQL: one real row, copied in the database with different values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from amux_desktop.services.records import Attempt, RequestLog
from amux_desktop.storage.writer import write_logs

if TYPE_CHECKING:
    from amux_desktop.services.app_services import AppServices

NOW = 1_790_000_000_000

# Varied by number: 7 clients, 11 models, 5 providers, 3 proxies, one failure in 200, one request a second and a half.
_VARIED = {
    "id": "printf('%032x', n)", "started_ms": f"{NOW} - n * 1500", "client": "'client-' || (n % 7)", "source_model": "'model-' || (n % 11)",
    "target_model": "'model-' || (n % 11)", "provider_id": "'provider-' || (n % 5)", "proxy_id": "'proxy-' || (n % 3)",
    "outcome": "CASE WHEN n % 200 = 0 THEN 'error' ELSE 'ok' END", "status": "CASE WHEN n % 200 = 0 THEN 529 ELSE 200 END",
    "session": "CASE WHEN n % 10 = 0 THEN '' ELSE 'session-' || (n / 40) END", "token_id": "'token-' || (n % 4 + (n = 555555) * 9)",
    "tags": "CASE WHEN n = 444444 THEN '[\"team\",\"rare\"]' WHEN n % 3 = 0 THEN '[]' ELSE '[\"team\",\"team-' || (n % 50) || '\"]' END",
    "error_message": "CASE WHEN n = 777777 THEN 'the needle' ELSE '' END",
}  # fmt: skip


def fill_database(services: AppServices, rows: int) -> None:
    """Takes about half a minute for a million."""
    template = RequestLog(
        id="template", started_ms=NOW, duration_ms=1234, status=200, outcome="ok", first_token_ms=300, path="/proxies/p/v1/messages",
        client_version="2.1.0", route="proxies/p", inbound="anthropic", outbound="openai-chat", provider_name="Provider", stream=True,
        input_tokens=20_000, output_tokens=700, cost_nanos=5_000_000, token_name="laptop",
        attempts=(Attempt(provider_id="provider-1", provider_name="Provider", url="https://api.example/v1/chat/completions", status=200),),
    )  # fmt: skip
    write_logs(services.store.storage.database, [template])
    with services.store.storage.database.write(configuration=False) as connection:
        columns = [row[1] for row in connection.execute(text("PRAGMA table_info(request_logs)")) if row[1] != "seq"]
        values = ", ".join(_VARIED.get(name, f"t.{name}") for name in columns)
        connection.execute(
            text(
                "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :rows)"
                f" INSERT INTO request_logs ({', '.join(columns)})"
                f" SELECT {values} FROM numbers, (SELECT * FROM request_logs WHERE id = 'template') AS t"
            ),
            {"rows": rows - 1},
        )
