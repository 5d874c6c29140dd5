"""The version of the game, in one place. A release changes this line and CHANGELOG.md."""

VERSION = "0.1.0"
