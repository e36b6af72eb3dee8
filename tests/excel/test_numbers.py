"""Workbooks are read and written without NumPy, though it may be installed for pictures."""

from __future__ import annotations

import subprocess
import sys


def test_openpyxl_loads_no_numpy_and_knows_its_own_numbers():
    work = (
        "import sys, decimal, desktop.excel, openpyxl;"
        "from openpyxl.compat import NUMERIC_TYPES;"
        "assert 'numpy' not in sys.modules;"
        "sheet = openpyxl.Workbook().active;"
        "sheet.append([1, 2.5, decimal.Decimal('3.5'), 'a', None, True]);"
        "print(*[cell.data_type for cell in sheet[1]], *[kind.__name__ for kind in NUMERIC_TYPES])"
    )
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["n", "n", "n", "s", "n", "b", "int", "float", "Decimal"]
