"""The pages of the wage monitor: projects and their colors, workers, loads, ledgers, schemes."""
