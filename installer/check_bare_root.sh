#!/usr/bin/env bash
# Starts a built folder in a root file system that holds a bare Debian and the system libraries that a window needs, no Python:
#   installer/check_bare_root.sh out/dist/polyp-viewer
# Needs root, debootstrap, and the way to a Debian mirror.
set -euo pipefail
folder=$(readlink -f "$1")
root=${ROOT_FOLDER:-$(mktemp -d)/root}
libraries=libegl1,libgl1,libfontconfig1,libdbus-1-3,libxkbcommon0,libxkbcommon-x11-0,libx11-xcb1,libxcb-cursor0,libxcb-icccm4
libraries+=,libxcb-image0,libxcb-keysyms1,libxcb-randr0,libxcb-render-util0,libxcb-shape0,libxcb-xinerama0,libxcb-xkb1,xvfb,xauth

[[ -d $root/usr ]] || debootstrap --variant=minbase --include="$libraries" stable "$root" >/dev/null
rm -rf "$root/opt/polyp-viewer"
cp -a "$folder" "$root/opt/polyp-viewer"
mount -t proc proc "$root/proc" 2>/dev/null || true
trap 'umount "$root/proc" 2>/dev/null || true' EXIT

mkdir -p "$root/tmp/home"
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/tmp/home LANG=C.UTF-8 "$@"; }
! inside sh -c 'command -v python3' || { echo "the root has a Python"; exit 1; }
demo=$(cd "$folder" && find . -name demo.mp4 | head -n 1)
inside /opt/polyp-viewer/polyp-annotate "/opt/polyp-viewer/$demo" --out /tmp/out --write csv,findings --overwrite
inside sh -c 'wc -l /tmp/out/demo/*.csv'
inside xvfb-run -a /opt/polyp-viewer/polyp-viewer --language de --open-workspaces --quit-after 40 "/opt/polyp-viewer/$demo"
inside sh -c 'cat /tmp/home/.local/state/PolypViewer/log/*.log 2>/dev/null' | tail -n 5
echo "started and closed without an error"
