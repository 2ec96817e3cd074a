"""A circle for the tests of the vault, without members: whoever holds its keys is one."""

from toolbox.kernel.vault import held, making, rotation
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.tests.slips import Slip


class House:
    """A circle with its newest keys, as a keyring would hold them."""

    def __init__(self) -> None:
        self.keys: CircleKeys
        self.settings = held.new(Slip("settings"), "done")
        self.id = making.make(lambda _circle: self.settings, lambda _circle, keys: self._hold(keys))

    def _hold(self, keys: CircleKeys) -> None:
        self.keys = keys

    def opened(self) -> Circle:
        """The circle as a request of today opens it, following later rotations."""
        return Circle(self.id, self.keys, lambda: self.keys)

    def opened_by_former(self) -> Circle:
        """The circle as a request opens it that no later root will reach."""
        return Circle(self.id, self.keys)

    def rotate(self) -> None:
        """Begin a rotation."""
        circle = self.opened()
        self.keys = rotation.begin(circle, self.now(circle), lambda _keys, _version: None)

    def now(self, circle: Circle) -> Held[Slip]:
        """The settings as they stand."""
        return circle.get(Slip, self.settings.id)

    def rotate_wholly(self) -> None:
        """A rotation from its beginning to its end."""
        self.rotate()
        while rotation.carry_on(self.opened()):
            pass
