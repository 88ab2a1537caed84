"""Records of matters: events, their text form and their proof."""
