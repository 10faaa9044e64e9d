"""`python -m giaoban`: the command line."""

from giaoban.config.cli import main

if __name__ == "__main__":
    main()
