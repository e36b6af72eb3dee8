"""Attendance to a workbook and back."""
