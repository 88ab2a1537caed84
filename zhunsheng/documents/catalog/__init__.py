"""The papers themselves, one file a kind of matter: declarations only."""
