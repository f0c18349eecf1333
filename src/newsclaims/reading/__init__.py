"""What the network reads in an article: windows, decoding, coreference."""
