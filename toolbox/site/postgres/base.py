"""Django's PostgreSQL, whose pool keeps nobody waiting for long: the name of this file is Django's."""

from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes a connection from the pool, where there is one; where none comes free in its time, one of its own.

    Whoever holds a connection may be waiting for somebody who waits for one: with nothing but the pool both would wait
    in vain. Raises OperationalError where PostgreSQL does not answer.
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection from the pool, or one of its own."""
        try:
            return super().get_new_connection(conn_params)
        except PoolTimeout:
            return self.Database.connect(**conn_params)

    def init_connection_state(self) -> None:
        """What the pool does for those that it makes is done for one's own."""
        super().init_connection_state()
        if self.pool and self._is_own():
            self._configure_connection(self.connection)  # type: ignore[attr-defined]

    def _close(self) -> None:
        """Back into the pool, or ended."""
        if not self._is_own():
            super()._close()  # type: ignore[misc]
            return
        with self.wrap_database_errors:
            self.connection.close()

    def _is_own(self) -> bool:
        """Whether there is a connection, and none of the pool's."""
        return self.connection is not None and getattr(self.connection, "_pool", None) is None
