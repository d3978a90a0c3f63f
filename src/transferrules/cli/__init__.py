"""The command line: one command a file, none with logic of its own. Nobody imports it.

argparse and nothing else: six commands with a handful of options need no library, and none starts faster.
"""

from transferrules.cli.program import main

__all__ = ["main"]
