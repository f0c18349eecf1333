"""Builds the shipped model from annotated data; never imported at run time (extra ``train``)."""
