# On a virtual desktop: a first login where an administrator has installed it for all users, with a policy.
set -ex
# The desktop has a throw-away home; the user’s own outlasts it.
export HOME=/home/somebody
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME XDG_CONFIG_DIRS
dex --autostart --environment XFCE
. /opt/try/answering.sh
intermezzo doctor >/tmp/doctor || true
grep 'Example Ltd; chosen to begin with: How often; fixed: Meeting names on the card' /tmp/doctor
grep 'New versions come with your system' /tmp/doctor
intermezzo autostart | grep 'starts at login'
intermezzo show settings
sleep 3
import -window root "/opt/try/pictures/organisation.png"
intermezzo autostart off | grep 'doesn’t start'
intermezzo quit
# The next login.
dex --autostart --environment XFCE
sleep 5
! intermezzo status
