"""``python -m edaphon``: the command, where its folder is not on the path."""

from edaphon.cli.main import main

if __name__ == "__main__":
    main()
