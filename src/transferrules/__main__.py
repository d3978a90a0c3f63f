"""`python -m transferrules`: the command line."""

import sys

from transferrules.cli import main

if __name__ == "__main__":
    sys.exit(main())
