"""Builds the shipped model from annotated data; never imported at run time (extra ``train``)."""

from newsclaims.model_files import silence_onnxruntime

silence_onnxruntime()
