"""The passes: each lowers one word of the vocabulary to rules."""
