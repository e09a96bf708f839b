"""What a monitor asks: is the process up, and could it serve people now."""

import tempfile

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers; nothing else is asked, so that a slow database gets no process restarted."""
    return HttpResponse("up\n", content_type="text/plain")


@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Say of each thing that serving needs whether it is there; 503 when one is not."""
    checks = {"database": _database_answers(), "data_folder": _data_folder_is_writable()}
    checks["migrations"] = checks["database"] and _database_is_up_to_date()
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _database_is_up_to_date() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _data_folder_is_writable() -> bool:
    try:
        with tempfile.TemporaryFile(dir=settings.DATA):
            return True
    except OSError:
        return False
