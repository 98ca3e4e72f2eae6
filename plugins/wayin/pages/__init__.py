"""The pages: each is a pure function of the workspace, built from shared pieces."""
