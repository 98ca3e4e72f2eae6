"""New notes and new knowledge bases: the only room that writes into the notes, and it never overwrites."""

from wayin.writing.new import NewNote, create, stem_of
from wayin.writing.starting import begin
from wayin.writing.yaml_text import quoted

__all__ = ["NewNote", "begin", "create", "quoted", "stem_of"]
