"""Serves the notes at http://127.0.0.1:8000; the first start makes the environment. Arguments go to `mkdocs serve`."""

from _environment import Environment, start


def serve(environment: Environment, arguments: list[str]) -> int:
    """Becomes MkDocs' own server, which follows every change to the notes."""
    environment.become("mkdocs", "serve", *arguments)


if __name__ == "__main__":
    start(serve)
