#!/bin/sh
# The window without a command; `tap-huan --help` lists the commands.
here=$(dirname "$(readlink -f "$0")")
exec "$here/python/tap-huan" "$here/app/start.py" "$@"
