"""Elevation models and masks from files: .npy and .npz by numpy, .png and .tif by Pillow (the extra `dem`).

Nothing is decoded before its size is known, and nothing in a file is ever executed.
"""

import hashlib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.content.diagnose import Faults, file_fault

MOST_PIXELS = 4096 * 4096
MOST_BYTES = 64 << 20
IMAGES = (".png", ".tif", ".tiff")
ARRAYS = (".npy", ".npz")
NEEDS_PILLOW = 'reading pictures needs one more package: .venv/bin/python -m pip install "jezero[dem]"; .npy does not'

Raster = NDArray[np.float64]


def read_raster(path: Path) -> Raster:
    """A file's values as a 2-D array; raises Faults with a sentence."""
    name = str(path)
    try:
        size = path.stat().st_size
    except OSError:
        raise file_fault(name, "there is no such file") from None
    if size > MOST_BYTES:
        raise file_fault(name, f"the file is larger than {MOST_BYTES >> 20} MiB, the most the game reads")
    suffix = path.suffix.lower()
    if suffix not in _READERS:
        raise file_fault(name, f"'{suffix}' is no kind of elevation file", f"one of {', '.join(_READERS)}")
    try:
        values = _READERS[suffix](path)
    except Faults:
        raise
    except Exception as wrong:  # whatever a damaged or hostile file makes a decoder say
        raise file_fault(name, f"the file cannot be read: {str(wrong)[:120]}") from None
    return _checked(name, values)


def _checked(name: str, values: NDArray[Any]) -> Raster:
    if values.ndim == 3:
        values = values[..., 0]
    if values.ndim != 2 or min(values.shape) < 2:
        raise file_fault(name, f"holds an array of shape {values.shape}; elevations are rows and columns")
    if values.dtype.kind not in "iuf":
        raise file_fault(name, "does not hold numbers")
    found = values.astype(np.float64)
    if not bool(np.isfinite(found).all()):
        raise file_fault(name, "has places without a number (NaN or infinite)", "fill its holes first")
    return found


def _too_large(name: str, shape: tuple[int, ...]) -> None:
    pixels = 1
    for side in shape:
        pixels *= int(side)
    if pixels > MOST_PIXELS:
        raise file_fault(name, f"holds {pixels} values, more than {MOST_PIXELS}, the most the game reads", "crop it")


def _npy(path: Path) -> NDArray[Any]:
    with path.open("rb") as file:
        version = np.lib.format.read_magic(file)
        header = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, _, kind = header(file)
        _too_large(str(path), shape)
        if kind.hasobject:
            raise file_fault(str(path), "does not hold numbers")
    found: NDArray[Any] = np.load(path, allow_pickle=False)
    return found


def _npz(path: Path) -> NDArray[Any]:
    with zipfile.ZipFile(path) as archive:
        largest = max((member.file_size for member in archive.infolist()), default=0)
        if largest > 8 * MOST_PIXELS + 1024:
            raise file_fault(str(path), "unpacks to more than the game reads", "crop it")
    with np.load(path, allow_pickle=False) as arrays:
        names = arrays.files
        if not names:
            raise file_fault(str(path), "holds no array")
        found: NDArray[Any] = arrays["elevation_m" if "elevation_m" in names else names[0]]
    _too_large(str(path), found.shape)
    return found


def _image(path: Path) -> NDArray[Any]:
    try:
        from PIL import Image
    except ImportError:
        raise file_fault(str(path), NEEDS_PILLOW) from None
    with Image.open(path, formats=("PNG", "TIFF")) as picture:
        _too_large(str(path), (picture.height, picture.width))
        grey = picture.convert("L") if picture.mode in ("RGB", "RGBA", "P", "CMYK", "LA") else picture
        found: NDArray[Any] = np.asarray(grey)
    return found


def digest_of(*arrays: NDArray[Any]) -> str:
    """32 hex digits over arrays and their shapes."""
    whole = hashlib.blake2b(digest_size=16)
    for array in arrays:
        whole.update(repr(array.shape).encode())
        whole.update(np.ascontiguousarray(array).tobytes())
    return whole.hexdigest()


_READERS: dict[str, Callable[[Path], NDArray[Any]]] = {".npy": _npy, ".npz": _npz} | dict.fromkeys(IMAGES, _image)
