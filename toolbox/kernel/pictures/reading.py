"""Opens a file as the one kind of picture that it begins as. Only the child process imports this."""

import io
import warnings
from importlib import import_module
from typing import Final

from PIL import Image

from toolbox.kernel.pictures.kinds import MOST_PIXELS, Kind

_ALWAYS: Final = ("copy", "PIL.ImageColor", "PIL.ImagePalette", "PIL.TiffImagePlugin")
"""What Pillow imports only when it meets a palette or what a camera noted."""

_FOR: Final[dict[Kind, tuple[str, ...]]] = {
    "JPEG": ("PIL.MpoImagePlugin",),  # telephones write a second picture behind the first
    "WEBP": ("PIL.WebPImagePlugin",),
}


class TooLarge(Exception):
    """The picture says that it has more points than are read."""


def prepare(kind: Kind) -> None:
    """Import all that this kind needs: later no file can be opened any more."""
    Image.preinit()  # JPEG, PNG and GIF, also for writing
    for name in (*_ALWAYS, *_FOR.get(kind, ())):
        import_module(name)
    if kind == "HEIF":
        import pillow_heif

        # A thumbnail inside may show what was cut away from the picture later: it is never taken for it.
        pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def opened(content: bytes, kind: Kind) -> Image.Image:
    """The picture with its size known and no point of it read. Raises TooLarge, and much else for a broken file."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS[kind]
    try:
        return Image.open(io.BytesIO(content), formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooLarge from None
