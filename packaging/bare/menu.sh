# On a virtual desktop: starts the menu entry, waits until the app answers, and turns the start at login on.
set -ex
# The desktop has a throw-away home; the user’s own outlasts it.
export HOME=/home/somebody
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS
gtk-launch intermezzo
. /opt/try/answering.sh
intermezzo show today
sleep 3
import -window root "/opt/try/pictures/menu.png"
intermezzo autostart on
cat ~/.config/autostart/*.desktop
intermezzo quit
