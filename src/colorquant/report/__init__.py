"""Comparisons as self-contained HTML reports."""

from colorquant.report.document import REPORT_SUFFIXES, make_report, write_report

__all__ = ["REPORT_SUFFIXES", "make_report", "write_report"]
