#!/bin/sh
# Installs what packages.txt names and this Debian machine lacks; without root
# says the one command that would, and exits 2.
missing=
for name in $(sed 's/#.*//' "$1"); do
  dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing="$missing $name"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" -ne 0 ]; then
  echo "kith needs packages that are not installed. Run: sudo apt-get install -y$missing" >&2
  exit 2
fi
echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
apt-get install -y --no-install-recommends $missing >/dev/null 2>&1 && exit 0
apt-get update >/dev/null && apt-get install -y --no-install-recommends $missing >/dev/null && exit 0
echo "the packages could not be installed. Run: apt-get update && apt-get install -y$missing" >&2
exit 2
