"""The command line: `claimwatch COMMAND TOPIC`, TOPIC being a topic folder.

Commands are imported when they are called, so that `--help` answers at once. Exit codes: 0 done; 1 done, but something
is wrong (`topic check` found problems, deliveries failed); 2 not done: an argument, a file or a folder is wrong.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import version

import click

from claimwatch.cli.options import plain
from claimwatch.errors import ClaimwatchError

COMMANDS = {
    "alerts": ("claimwatch.cli.show:alerts", "Show the alerts of a topic."),
    "articles": ("claimwatch.cli.show:articles", "Show what became of each article."),
    "db": ("claimwatch.cli.db:db", "Where the database is; migrate it; back it up."),
    "demo": ("claimwatch.cli.demo:demo", "Watch a story that fictional outlets publish on this machine."),
    "digest": ("claimwatch.cli.digest:digest", "Make the digest of what has not been told yet."),
    "ingest": ("claimwatch.cli.ingest:ingest", "Take in articles from a file in place of fetching them."),
    "run": ("claimwatch.cli.run:run", "Poll the feeds, judge what is new, tell it."),
    "status": ("claimwatch.cli.status:status", "Show feeds, queue, what was set aside and why, deliveries."),
    "topic": ("claimwatch.cli.topic:topic", "Make and check topic folders."),
}


class LazyGroup(click.Group):
    """A group whose commands are named here and loaded when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands by name."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command = getattr(import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in `--help`, without loading any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in sorted(COMMANDS.items())])


@click.group(cls=LazyGroup)
@click.version_option(version("claimwatch"), message="%(prog)s %(version)s")
def cli() -> None:
    """Watch the coverage of a story; be told only when somebody makes a new claim."""


def main() -> None:
    """The program: errors that a person can put right become one line and exit code 2."""
    try:
        cli(prog_name="claimwatch")
    except ClaimwatchError as error:
        click.echo(f"claimwatch: {plain(str(error))}", err=True)
        sys.exit(2)
