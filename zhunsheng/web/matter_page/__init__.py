"""What the page of a matter shows, worked out before any template is filled."""
