"""Pictures between numpy, files and pygame."""

import os
from pathlib import Path

import pygame


def cover(picture: pygame.Surface, size: tuple[int, int]) -> pygame.Surface:
    """The picture scaled to cover a size, its middle kept."""
    width, height = picture.get_size()
    scale = max(size[0] / width, size[1] / height)
    cut = (min(width, max(1, round(size[0] / scale))), min(height, max(1, round(size[1] / scale))))
    part = picture.subsurface(((width - cut[0]) // 2, (height - cut[1]) // 2, *cut))
    return part.copy() if cut == size else pygame.transform.smoothscale(part, size)


def keep(picture: pygame.Surface, file: Path) -> None:
    """Put a picture into the cache; a cache that cannot be written costs time, nothing else."""
    part = file.with_name(f"{file.stem}.{os.getpid()}.part.png")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        pygame.image.save(picture, str(part))
        os.replace(part, file)
    except (OSError, pygame.error):
        part.unlink(missing_ok=True)
