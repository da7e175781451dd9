#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The module, the reference configuration and README name the same directives.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
names() { grep -oE 'OsTicket[A-Z][A-Za-z]+' "$1" | sort -u; }
code=$(tr -d '\n ' <mod_osticket_rest/httpd/config.cpp | grep -oE 'OST_[A-Z0-9_]+\("OsTicket[A-Za-z]+' | grep -oE 'OsTicket.*' | sort -u)
for file in conf/osticket_rest.conf README.md; do
  difference=$(diff <(echo "$code") <(names "$file")) || { echo "$file differs from the module:"; echo "$difference"; exit 1; }
done
