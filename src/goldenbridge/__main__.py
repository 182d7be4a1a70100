"""`python -m goldenbridge`, the same as the command `goldenbridge`."""

import sys

from goldenbridge.cli import main

if __name__ == "__main__":
    sys.exit(main())
