"""A page of bells in somebody's browser, for the tests of every room that has one."""

from django.test import Client

from toolbox.kernel.notices import keeping, where
from toolbox.kernel.notices.models import Bell


class Window:
    """A page of bells in somebody's browser."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path

    def read(self) -> str:
        answer = self.client.get(self.path)
        assert answer.status_code == 200
        return answer.content.decode()

    def press(self, do: str, status: int = 302, **typed: str) -> str:
        page = self.read()
        token = page.split('name="token" value="')[1].split('"')[0]
        answer = self.client.post(self.path, {"do": do, "token": token, **typed})
        assert answer.status_code == status
        return answer.content.decode() if status != 302 else self.read()


def code() -> str:
    """The code that was sent to the only bell there is."""
    row = Bell.objects.get()
    return keeping.code(row, where.unseal(row.pk, row.sealed))
