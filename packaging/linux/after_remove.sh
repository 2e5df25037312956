#!/bin/sh
# After the package is removed or purged: what belongs to the users stays, and is named.
set -e
case "${1-}" in
remove | purge | 0)
    echo "Intermezzo: settings and history stay in each user's ~/.config/intermezzo and ~/.local/share/intermezzo."
    ;;
esac
