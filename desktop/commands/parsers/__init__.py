"""The commands with their options: one module a room, each with `add_to(commands)`, called by `cli.parser`.

Nothing but words and argparse here: what a command does is imported when it is run.
"""
