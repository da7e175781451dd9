#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every line that the module logs has a number of its own, so that operators can search for it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../mod_osticket_rest"
# httpd/log.cpp passes on the lines of base::Log, whose numbers stand where they are written.
logged=$(find . -name '*.cpp' ! -path ./httpd/log.cpp -exec cat {} + | grep -cE '\bap_log_r?error\(')
numbers=$(find . -name '*.cpp' -exec cat {} + | grep -oE 'OST_NUMBER\([0-9]{4}\)')
[ "$(wc -l <<<"$numbers")" -eq "$logged" ] || { echo "$logged log calls, but these numbers:"; echo "$numbers"; exit 1; }
passed=$(find . -name '*.cpp' -exec cat {} + | grep -oE '"OSTR[0-9]{4}"' || true)
twice=$(printf '%s\n' "$numbers" "$passed" | grep -oE '[0-9]{4}' | sort | uniq -d)
[ -z "$twice" ] || { echo "used twice: $twice"; exit 1; }
