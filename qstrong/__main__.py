"""`python -m qstrong`."""

import sys

from qstrong.cli.main import main

sys.exit(main())
