"""A comparison as one page of HTML that needs nothing else; no algorithm lives here."""

from colorquant.report.document import REPORT_SUFFIXES, make_report, write_report

__all__ = ["REPORT_SUFFIXES", "make_report", "write_report"]
