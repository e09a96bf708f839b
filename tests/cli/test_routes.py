"""`rapport routes`: the list that the access test walks."""

import json

import pytest

from rapport.cli import main

pytestmark = pytest.mark.once


def test_routes_as_json_name_path_and_view(capsys):
    assert main(["routes", "--json"]) == 0
    routes = {route["path"]: route for route in json.loads(capsys.readouterr().out)}
    assert routes["/healthz"] == {
        "path": "/healthz",
        "name": "healthz",
        "view": "rapport.web.public.health.healthz",
        "methods": None,
    }
    assert routes["/demo/"]["name"] == "demo:panel"


def test_routes_as_text_are_as_many(capsys):
    main(["routes", "--json"])
    routes = json.loads(capsys.readouterr().out)
    main(["routes"])
    assert capsys.readouterr().out.count("\n") == len(routes)
