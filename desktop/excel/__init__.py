"""Workbooks in, workbooks out."""

import sys
from decimal import Decimal
from types import ModuleType


def _numbers() -> ModuleType:
    """What openpyxl counts as numbers, without NumPy's kinds.

    It loads NumPy when that is there, for the pictures of signed sheets: a third of a second, and no cell here holds such a number.
    """
    module = ModuleType("openpyxl.compat.numbers")
    module.__dict__.update(NUMPY=False, NUMERIC_TYPES=(int, float, Decimal))
    return module


sys.modules.setdefault("openpyxl.compat.numbers", _numbers())
