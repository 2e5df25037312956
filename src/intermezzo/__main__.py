"""Lets ``python -m intermezzo`` do what the ``intermezzo`` command does."""

import sys

from intermezzo.cli import main

sys.exit(main())
