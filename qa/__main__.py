"""`python -m qa` is `tongbao`."""

import sys

from qa.cli import main

if __name__ == "__main__":  # worker processes import this file, too
    sys.exit(main())
