"""Tests of the socket through which a page answers commands."""
