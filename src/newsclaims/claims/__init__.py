"""What is put forward, written so that it stands alone."""
