#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Holds the direction httpd -> api -> domain -> db -> base, mail -> base, httpd -> mail, and what each folder must not know.
set -uo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$scripts/../mod_osticket_rest" || exit 1
failed=0

# forbid FOLDER WHAT PATTERN [FILE that may]
forbid() {
  local found
  found=$(grep -rnE "$3" "$1" --include='*.hpp' --include='*.cpp' | grep -v -E "^(${4:-nothing})")
  [ -z "$found" ] && return
  echo "$1 must not know $2:"
  echo "$found" | sed 's/^/  /'
  failed=1
}

forbid base 'the folders above it' '#include "(db|mail|domain|api|httpd)/'
forbid db 'the folders above and beside it' '#include "(mail|domain|api|httpd)/'
[ ! -d mail ] || forbid mail 'the folders above and beside it' '#include "(db|domain|api|httpd)/'
forbid domain 'the folders above it' '#include "(mail|api|httpd)/'
forbid api 'httpd and mail' '#include "(mail|httpd)/'
for folder in base db domain api $([ ! -d mail ] || echo mail); do
  forbid $folder 'httpd' '#include <(httpd|http_|ap_|util_|mod_)'
  forbid $folder 'APR' '#include <apr' 'db/dbd/dbd_connection\.'
  forbid $folder 'jansson' '#include <jansson' 'base/json_parse\.cpp'
done
forbid httpd 'jansson' '#include <jansson'
for folder in base domain api httpd $([ ! -d mail ] || echo mail); do
  forbid $folder 'SQL' '"(SELECT|INSERT|UPDATE|DELETE|REPLACE|KILL|SET) '
done
forbid . 'mutable statics' '^ *static (const [^c]|[^c(])[^(]*(=|;)'
forbid . 'std::regex' '#include <regex>'
python3 -B "$scripts/lib/rooms.py" || failed=1
exit $failed
