"""One module a resource; each view asks the office and fills a page."""
