"""What tests of asking need: a stand-in for the name servers, and certificates read once."""

import httpx

from toolbox.kernel.outside.resolving import NoSuchName

TRUSTED = httpx.create_ssl_context(trust_env=False)  # reading the certificates takes most of the time


class Names:
    """A stand-in for the name servers: it remembers what it was asked, and gives its answers in order."""

    def __init__(self, *answers: list[str]) -> None:
        self._answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if not self._answers:
            raise NoSuchName
        return self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
