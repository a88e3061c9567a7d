#!/bin/sh
# Installs Fieldmark for this user: a private environment, a launcher, a desktop entry, its icon and the file type.
# Run it again to update. Nothing outside the home folder is touched; uninstall.sh takes it all away again.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
app=$data/fieldmark/app
bin=$HOME/.local/bin

say() { printf '%s\n' "$*"; }

# The Exec key of a desktop entry: in double quotes, with its four special characters escaped, and % doubled.
# Backslashes count twice, because the value is first read as a string.
quoted_for_exec() { printf '%s' "$1" | sed -e 's/[\\]/\\\\\\\\/g' -e 's/["`$]/\\\\&/g' -e 's/%/%%/g' -e 's/^/"/' -e 's/$/"/'; }

# So that it can be the replacement text of sed's s|…|…|.
quoted_for_sed() { printf '%s' "$1" | sed -e 's/[\\&|]/\\&/g'; }

put_file() { # SOURCE TARGET
    mkdir -p "$(dirname -- "$2")"
    cp "$1" "$2.part"
    chmod 644 "$2.part"
    mv -f "$2.part" "$2"
}

put_launcher() {
    mkdir -p "$bin"
    if [ -e "$bin/fieldmark" ] && [ ! -L "$bin/fieldmark" ]; then
        say "There is another program at $bin/fieldmark; it was left as it is. Move it away, then install again." >&2
        exit 1
    fi
    ln -sfn "$app/venv/bin/fieldmark" "$bin/fieldmark"
}

put_desktop_entry() {
    exec_line=$(quoted_for_exec "$bin/fieldmark")
    mkdir -p "$data/applications"
    sed -e "s|@EXEC@|$(quoted_for_sed "$exec_line")|" "$here/fieldmark.desktop.in" >"$data/applications/fieldmark.desktop.part"
    mv -f "$data/applications/fieldmark.desktop.part" "$data/applications/fieldmark.desktop"
}

refresh() {
    if command -v update-mime-database >/dev/null 2>&1 && [ -d "$data/mime/packages" ]; then update-mime-database "$data/mime" || true; fi
    if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$data/applications" ]; then
        update-desktop-database -q "$data/applications" || true
    fi
    # Without a cache the icons are found by themselves; with an old one they are not.
    if command -v gtk-update-icon-cache >/dev/null 2>&1 && [ -e "$data/icons/hicolor/icon-theme.cache" ]; then
        gtk-update-icon-cache -q -f -t "$data/icons/hicolor" || true
    fi
}

say "Installing Fieldmark into $app"
say "This needs about 6 GB of disk and a few minutes."
mkdir -p "$app"
"$root/packaging/environment.sh" "$app/uv" "$app/venv" --quiet --compile-bytecode --reinstall-package fieldmark "$root"
cp "$here/uninstall.sh" "$app/uninstall.sh"
chmod 755 "$app/uninstall.sh"
put_launcher
put_file "$root/resources/icons/fieldmark.svg" "$data/icons/hicolor/scalable/apps/fieldmark.svg"
put_file "$here/fieldmark.xml" "$data/mime/packages/fieldmark.xml"
put_desktop_entry
refresh

say "Fieldmark is installed. Start it from the applications menu, or with: $bin/fieldmark"
case ":$PATH:" in
*":$bin:"*) ;;
*) say "($bin is not on your PATH yet; most systems add it at the next login.)" ;;
esac
say "A project is a folder, NAME.fieldmark. File managers show folders as folders: open a project from the window, or with fieldmark NAME.fieldmark"
say "To remove Fieldmark: $app/uninstall.sh"
"$app/venv/bin/python" -m engine.qt_libraries || true
