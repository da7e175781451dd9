#!/usr/bin/env bash
# The module, the reference configuration and README name the same directives; docs/fidelity.md names files that are there.
# The module, the reference configuration and README name the same directives.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
names() { grep -oE 'OsTicket[A-Z][A-Za-z]+' "$1" | sort -u; }
code=$(tr -d '\n ' <mod_osticket_rest/httpd/config.cpp | grep -oE 'OST_[A-Z0-9_]+\("OsTicket[A-Za-z]+' | grep -oE 'OsTicket.*' | sort -u)
for file in conf/osticket_rest.conf README.md; do
  difference=$(diff <(echo "$code") <(names "$file")) || { echo "$file differs from the module:"; echo "$difference"; exit 1; }
done

# The rules of docs/fidelity.md stand in files, or folders, of these names.
mapfile -t rules < <(awk -F'|' '/^## /{exit} /^\| /{print $3}' docs/fidelity.md | grep -oE '`[a-z_/*{},]+`' | tr -d '`' | sort -u)
for rule in "${rules[@]}"; do
  for name in $(eval "echo $rule"); do
    [ -d "mod_osticket_rest/$name" ] && continue
    found=0
    for place in "" domain/ 'domain/*/'; do
      compgen -G "mod_osticket_rest/$place$name.[ch]pp" >/dev/null && found=1
    done
    [ $found = 1 ] || { echo "docs/fidelity.md names no file: $name"; exit 1; }
  done
done
