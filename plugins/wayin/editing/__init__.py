"""New notes and new knowledge bases: the only room that writes into the notes, and it never overwrites."""

from wayin.editing.new import NewNote, create, remove_leftovers, stem_of
from wayin.editing.starting import begin
from wayin.editing.yaml_text import quoted

__all__ = ["NewNote", "begin", "create", "quoted", "remove_leftovers", "stem_of"]
