"""What the command line refuses by itself: a sentence for the user, exit code 2."""


class Refusal(Exception):
    """Something that was asked for on the command line cannot be done."""
