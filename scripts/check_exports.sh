#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The module exports its record and nothing else, and no unique symbol that would pin it in memory.
set -euo pipefail
module=$1
exported=$(nm -D --defined-only "$module" | awk '{print $3}')
[ "$exported" = osticket_rest_module ] || { echo "exported: $exported"; exit 1; }
unique=$(readelf -Ws "$module" | grep -w UNIQUE || true)
[ -z "$unique" ] || { echo "unique symbols: $unique"; exit 1; }
