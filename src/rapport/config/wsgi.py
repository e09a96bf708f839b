"""The WSGI application that the web server runs."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rapport.config.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402 - they can be read once Django is set up


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer a request; whether its way was encrypted is said by our own address.

    A proxy ends the encryption and nobody else reaches this server. A header could say so too, but strangers can
    send it as well, also in spellings that a proxy lets through.
    """
    environ["wsgi.url_scheme"] = settings.BASE_URL.split(":")[0]
    return _django(environ, start_response)
