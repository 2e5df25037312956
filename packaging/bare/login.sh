# On a new virtual desktop: starts what is registered for the login, as a session does.
set -ex
# The desktop has a throw-away home; the user’s own outlasts it.
export HOME=/home/somebody
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS
dex --autostart --environment XFCE
. /opt/try/answering.sh
intermezzo show week
sleep 3
import -window root "/opt/try/pictures/login-$(dpkg-query -W -f '${Version}' intermezzo).png"
intermezzo quit
