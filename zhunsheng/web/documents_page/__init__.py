"""The pages of 文书: what a paper is filled from, its form, its preview, its issue, their list."""
