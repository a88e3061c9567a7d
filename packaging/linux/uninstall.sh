#!/bin/sh
# Removes what install.sh put into this user's home. Projects, pictures, models and settings stay where they are.
# A copy of it lies in the installed application, for the day when the source folder is gone.
set -eu

data=${XDG_DATA_HOME:-$HOME/.local/share}
app=$data/fieldmark/app
launcher=$HOME/.local/bin/fieldmark

remove_files() {
    # Only our own link: a program of the same name that someone else put there is not ours to remove.
    if [ -L "$launcher" ] && [ "$(readlink "$launcher")" = "$app/venv/bin/fieldmark" ]; then
        rm -f "$launcher"
    fi
    rm -f "$data/applications/fieldmark.desktop" "$data/mime/packages/fieldmark.xml" "$data/icons/hicolor/scalable/apps/fieldmark.svg"
    rm -rf "$app"
    rmdir "$data/fieldmark" 2>/dev/null || true # stays where the sample project is in it
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

# In one function, so that the shell has read all of it before it removes this very file.
main() {
    remove_files
    refresh
    echo "Fieldmark is removed."
    echo "Left as they are: your projects (NAME.fieldmark) and pictures, your settings (${XDG_CONFIG_HOME:-$HOME/.config}/fieldmark),"
    echo "the sample project ($data/fieldmark) and thumbnails (${XDG_CACHE_HOME:-$HOME/.cache}/fieldmark). Delete those yourself if you like."
    exit 0
}

main
