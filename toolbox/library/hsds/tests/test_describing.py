"""What the machine's side says about itself is true."""

from typing import Any

import pytest
from django.test import Client, override_settings
from jsonschema import Draft202012Validator

from toolbox.library.hsds import describing, profile, resources
from toolbox.library.hsds.query import NOT_OFFERED, PARAMETERS
from toolbox.library.hsds.tests.library import fill
from toolbox.library.hsds.tests.schemas import faults
from toolbox.library.hsds.urls import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.urls("toolbox.library.hsds.tests.urls")]
HERE = "http://testserver"


def get(address: str) -> Any:
    response = Client().get(address.removeprefix(HERE))
    assert response.status_code == 200, address
    return response.json()


def test_the_root_leads_to_everything() -> None:
    root = get("/hsds/")
    assert faults("root", root) == []
    assert root["version"] == "3.1.3"
    assert get(root["openapi_url"])["openapi"] == "3.1.0"
    about = get(root["profile"])
    assert about["hsds_version"] == "3.1.3"
    assert {name: get(address) for name, address in about["documents"].items()} == {
        name: document() for name, document in profile.DOCUMENTS.items()
    }
    assert get(about["schema"])["$id"] == about["schema"]


@override_settings(SITE_ADDRESS="https://toolbox.example.org")
def test_addresses_are_the_public_ones_where_they_are_set() -> None:
    assert get("/hsds/")["openapi_url"] == "https://toolbox.example.org/hsds/openapi.json"
    assert get("/hsds/openapi.json")["servers"] == [{"url": "https://toolbox.example.org/hsds"}]


def test_everything_that_the_document_names_answers_and_everything_that_answers_is_named() -> None:
    fill(20)
    document = get("/hsds/openapi.json")
    for path, methods in document["paths"].items():
        assert set(methods) <= {"get", "parameters"}
        if "{id}" not in path:
            get(f"/hsds{path}")
        else:
            listed = path.removesuffix("/{id}")
            get(f"/hsds{listed}/{get(f'/hsds{listed}')['contents'][0]['id']}")
    served = {f"/{pattern.pattern}".replace("<str:identifier>", "{id}") for pattern in urlpatterns}
    assert served - set(document["paths"]) == {"/profile/<str:name>"}  # named by /profile itself


def test_every_parameter_is_named_and_those_not_offered_are_not() -> None:
    paths = describing.openapi("http://testserver/hsds")["paths"]
    named = {one["name"] for path in paths.values() for one in path["get"].get("parameters", ())}
    assert named == set(PARAMETERS)
    assert not named & set(NOT_OFFERED)
    for parameter in PARAMETERS.values():
        Draft202012Validator.check_schema(dict(parameter.schema))


def test_the_profile_adds_and_takes_nothing_away() -> None:
    def nulls(part: Any) -> bool:
        if isinstance(part, dict):
            return any(value is None or nulls(value) for value in part.values())
        return False

    assert not any(nulls(document()) for document in profile.DOCUMENTS.values())
    assert set(profile.DOCUMENTS["openapi.json"]()["paths"]) == {"/resources", "/resources/{id}"}


def test_the_schema_of_a_resource_refuses_what_is_wrong() -> None:
    Draft202012Validator.check_schema(resources.schema())
    fill(3)
    resource = get("/hsds/resources")["contents"][0]
    assert faults("resource", resource) == []
    for wrong in ({"kind": "sermon"}, {"since": "2014"}, {"slug": "A b"}, {"assured_date": "yesterday"}):
        assert faults("resource", resource | wrong)
    assert faults("resource", {name: value for name, value in resource.items() if name != "status"})
