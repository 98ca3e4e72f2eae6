"""The messages that the journey asks for, written from the notes."""
