# On a virtual desktop: starts the menu entry, waits until the app answers, and turns the start at login on.
set -ex
# The desktop has a throw-away home; the user’s own outlasts it.
export HOME=/home/somebody
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS
gtk-launch intermezzo
n=0
until intermezzo status; do
    n=$((n + 1))
    [ $n -le 120 ] || exit 1
    sleep 1
done
intermezzo show today
sleep 3
import -window root "/opt/try/pictures/menu.png"
intermezzo autostart on
cat ~/.config/autostart/*.desktop
intermezzo quit
