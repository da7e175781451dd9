#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Creates a ticket with a file, reads it and the file, closes and deletes it with curl.
#   BASE_URL=https://help.example.com/api/v1 API_KEY=... docs/examples/tickets.sh
set -euo pipefail
url=$BASE_URL/tickets.php

# The key comes from standard input, so that it is in no list of processes.
api() { curl -sS --fail-with-body -K - "$@" <<<"header = \"X-API-Key: $API_KEY\""; }

ticket='{"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire."}'
created=$(api -F "ticket=$ticket;type=application/json" -F "files=@$0;type=text/plain" "$url") ||
  { echo "$created" >&2; exit 1; }
id=$(grep -oE '"id":[0-9]+' <<<"$created" | grep -oE '[0-9]+')
echo "created $id"
file=$(api "$url?id=$id&include=attachments" | grep -oE '"file_id":[0-9]+' | grep -oE '[0-9]+')
echo "downloaded $(api "$url/$id/attachments/$file" | wc -c) bytes"
api "$url?id=$id" | grep -q '"subject":"Printer"' && echo "subject Printer"
api -X PATCH --json '{"status_id": 3}' "$url?id=$id" >/dev/null
api "$url?id=$id" | grep -oE '"status":"[^"]*"' | sed -E 's/.*:"(.*)"/status \1/'
api -X DELETE "$url?id=$id" >/dev/null && echo "deleted $id"
