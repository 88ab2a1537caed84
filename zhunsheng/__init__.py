"""Zhunsheng: hold the record of a matter against the law."""
