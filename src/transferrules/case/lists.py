"""All code lists by name."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from .codes import CodeList
from .national_lists import NATIONAL_LISTS
from .open_lists import OPEN_LISTS

CODE_LISTS: Final[Mapping[str, CodeList]] = MappingProxyType({**NATIONAL_LISTS, **OPEN_LISTS})
