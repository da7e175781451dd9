#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Creates a ticket with a file, reads it and the file, closes and deletes it with curl; with STAFF_ID, an agent for whom the
# key acts, it is answered, noted and assigned before.
#   BASE_URL=https://help.example.com/api/v1 API_KEY=... [STAFF_ID=12] docs/examples/tickets.sh
set -euo pipefail
url=$BASE_URL/tickets.php

# The key comes from standard input, so that it is in no list of processes.
api() { curl -sS --fail-with-body -K - "$@" <<<"header = \"X-API-Key: $API_KEY\""; }
as_agent() { api -H "X-Staff-Id: $STAFF_ID" "$@" >/dev/null; }

ticket='{"email": "jane@example.com", "name": "Jane Doe", "subject": "Printer", "message": "It is on fire."}'
created=$(api -F "ticket=$ticket;type=application/json" -F "files=@$0;type=text/plain" "$url") ||
  { echo "$created" >&2; exit 1; }
id=$(grep -oE '"id":[0-9]+' <<<"$created" | grep -oE '[0-9]+')
echo "created $id"
file=$(api "$url?id=$id&include=attachments" | grep -oE '"file_id":[0-9]+' | grep -oE '[0-9]+')
echo "downloaded $(api "$url/$id/attachments/$file" | wc -c) bytes"
api "$url?id=$id" | grep -q '"subject":"Printer"' && echo "subject Printer"
if [ -n "${STAFF_ID:-}" ]; then
  as_agent --json '{"message": "We are on our way."}' "$url/$id/replies" && echo "answered"
  as_agent --json '{"title": "Printer", "message": "Bring the extinguisher."}' "$url/$id/notes" && echo "noted"
  as_agent -X PATCH --json "{\"staff_id\": $STAFF_ID, \"comments\": \"Mine.\"}" "$url/$id" && echo "assigned"
fi
api -X PATCH --json '{"status_id": 3}' "$url?id=$id" >/dev/null
api "$url?id=$id" | grep -oE '"status":"[^"]*"' | sed -E 's/.*:"(.*)"/status \1/'
api -X DELETE "$url?id=$id" >/dev/null && echo "deleted $id"
