# Sourced on a virtual desktop: waits until the app answers.
# shellcheck shell=sh
n=0
until intermezzo status; do
    n=$((n + 1))
    [ $n -le 120 ] || exit 1
    sleep 1
done
