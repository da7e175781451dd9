#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every line that the module logs has a number of its own, so that operators can search for it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../mod_osticket_rest"
logged=$(cat httpd/*.cpp | grep -cE '\bap_log_r?error\(')
numbers=$(cat httpd/*.cpp | grep -oE 'OST_NUMBER\([0-9]{4}\)' | sort)
[ "$(wc -l <<<"$numbers")" -eq "$logged" ] || { echo "$logged log calls, but these numbers:"; echo "$numbers"; exit 1; }
twice=$(uniq -d <<<"$numbers")
[ -z "$twice" ] || { echo "used twice: $twice"; exit 1; }
