"""Answers out of the house: tables, a page of pictures, and keywords beside or inside the pictures.

`FORMS` lists the forms, `write` writes one.
"""

from engine.batch.outputs.forms import FORMS, Form, form_of
from engine.batch.outputs.writing import Written, write

__all__ = ["FORMS", "Form", "Written", "form_of", "write"]
