"""New notes and new knowledge bases: the only room that writes into the notes, and it never overwrites."""

from wayin.editing.new import NewNote, create, stem_of
from wayin.editing.starting import begin
from wayin.editing.yaml_text import quoted

__all__ = ["NewNote", "begin", "create", "quoted", "stem_of"]
