"""A circle for the tests of the vault, without members: whoever holds its keys is one."""

from toolbox.kernel.vault import held, making, rotation
from toolbox.kernel.vault.circle import Circle
from toolbox.kernel.vault.held import Held
from toolbox.kernel.vault.keys import CircleKeys
from toolbox.kernel.vault.models import CircleRow
from toolbox.kernel.vault.tests.slips import Slip


class House:
    """A circle with the roots that notes would bring to its members."""

    def __init__(self) -> None:
        self._roots: dict[int, CircleKeys] = {}
        self.settings = held.new(Slip("settings"), "done")
        self.id = making.make(lambda _circle: self.settings, lambda _circle, keys: self._hold(keys))

    def _hold(self, keys: CircleKeys) -> None:
        self._roots[keys.epoch] = keys

    @property
    def keys(self) -> CircleKeys:
        """Those of today."""
        today = CircleRow.objects.filter(pk=self.id).values_list("epoch", flat=True).first()
        return self._roots[today or max(self._roots)]

    def opened(self) -> Circle:
        """The circle as a request of today opens it, following later rotations."""
        return Circle(self.id, self.keys, lambda: self.keys)

    def opened_by_former(self) -> Circle:
        """The circle as a request opens it that no later root will reach."""
        return Circle(self.id, self.keys)

    def rotate(self) -> None:
        """Begin a rotation."""
        circle = self.opened()
        self.begin(circle, self.now(circle))

    def begin(self, circle: Circle, settings: Held[Slip]) -> CircleKeys:
        """Begin one from what was read before."""
        return rotation.begin(circle, settings, lambda keys, _version: self._hold(keys))

    def now(self, circle: Circle) -> Held[Slip]:
        """The settings as they stand."""
        return circle.get(Slip, self.settings.id)

    def end(self) -> None:
        """Destroy the circle."""
        circle = self.opened()
        making.destroy_circle(circle, self.now(circle))

    def rotate_wholly(self) -> None:
        """A rotation from its beginning to its end."""
        self.rotate()
        while rotation.carry_on(self.opened()):
            pass
