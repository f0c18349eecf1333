"""An article as text: sentences, words, quotation marks, base forms, bylines."""
