"""Workbooks that go out: lists, forms, attendance sheets, the attendance of a conference."""
