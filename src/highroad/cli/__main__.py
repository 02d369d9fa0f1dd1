"""Lets `python -m highroad.cli` be the command line where no script is installed."""

from highroad.cli.main import main

main()
