"""Settings for all tests: properties are tried on the same examples in every run, and on many more with `--hypothesis-profile=explore`."""

from hypothesis import settings

settings.register_profile("every-run", max_examples=100, deadline=None, derandomize=True, database=None)
settings.register_profile("explore", max_examples=5_000, deadline=None, database=None)
settings.load_profile("every-run")
