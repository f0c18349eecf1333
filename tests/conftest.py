"""What holds for all tests."""

from hypothesis import settings

# How long an example takes depends on the machine; speed is measured in benchmarks/.
settings.register_profile("newsclaims", deadline=None)
settings.load_profile("newsclaims")
