"""Guards: only the studio's own page gets an answer, and it may do little."""

from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

Client = Callable[..., TestClient]


@pytest.mark.parametrize("token", ["", "wrong", "the-token2", "thé-token"])
def test_without_the_token_nothing_is_answered(client: Client, token: str) -> None:
    answer = client().post("/api/pages/a", headers={b"x-studio-token": token.encode()})

    assert answer.status_code == 403
    assert answer.json() == {
        "message": "the token is not that of this studio; open the address that it printed"
    }


def test_the_page_itself_needs_no_token(client: Client) -> None:
    answer = client().get("/", headers={"x-studio-token": ""})

    assert answer.status_code == 200
    assert "colorquant" in answer.text
    assert "the-token" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8649", "127.0.0.1", "127.0.0.1:80"])
@pytest.mark.parametrize("path", ["/", "/api/given"])
def test_a_name_of_another_site_that_leads_here_is_refused(
    client: Client, host: str, path: str
) -> None:
    answer = client().get(path, headers={"host": host})

    assert answer.status_code == 403
    assert "127.0.0.1" in answer.json()["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:8650"},
        {"origin": "https://127.0.0.1:8649"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_another_site_s_page_is_refused(
    client: Client, headers: dict[str, str], method: str
) -> None:
    answer = client().request(method, "/api/pages/a", headers=headers)

    assert answer.status_code == 403
    assert "another site" in answer.json()["message"]


@pytest.mark.parametrize(
    "headers", [{}, {"origin": "http://127.0.0.1:8649"}, {"host": "localhost:8649"}]
)
def test_the_studio_s_own_page_is_answered(client: Client, headers: dict[str, str]) -> None:
    assert client().post("/api/pages/a", headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/main.js", "/api/given", "/nothing"])
def test_every_answer_forbids_what_the_page_does_not_need(client: Client, path: str) -> None:
    headers = client().get(path).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
