"""The pages: each a pure function of the workspace, with the pieces they share."""
