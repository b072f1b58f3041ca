"""`python -m qa` is `tongbao`."""

import sys

from qa.cli import main

sys.exit(main())
