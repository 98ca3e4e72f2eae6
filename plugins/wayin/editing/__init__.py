"""The only package that writes to notes: new ones, and the user's changes, each proved before it is made."""

from wayin.editing.new import NewNote, create, remove_leftovers, stem_of
from wayin.editing.starting import begin
from wayin.editing.yaml_text import quoted

__all__ = ["NewNote", "begin", "create", "quoted", "remove_leftovers", "stem_of"]
