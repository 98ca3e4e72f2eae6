"""The site: the only package that depends on MkDocs."""
