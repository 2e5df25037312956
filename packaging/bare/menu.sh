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
dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ListNames | grep '[.]Intermezzo"'
intermezzo show guide
sleep 3
# A browser that it starts has the libraries and plug-ins of its system.
grep 'guide' /opt/try/opened
! grep -E '^(LD_LIBRARY_PATH|QT_PLUGIN_PATH|QML2_IMPORT_PATH)=' /opt/try/opened
intermezzo autostart on
cat ~/.config/autostart/*.desktop
intermezzo quit
