#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Format, file and function length, clang-tidy. Its analyzer of paths takes three times as long as all its other checks, so
# it runs only with --all.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
failed=0
mapfile -t files < <(git ls-files -co --exclude-standard 'mod_osticket_rest/*.[ch]pp' 'tests/*.[ch]pp')
mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '^mod_osticket_rest/.*\.cpp$')

clang-format --dry-run -Werror "${files[@]}" || failed=1
for file in "${files[@]}"; do
  head -1 "$file" | grep -q '^// SPDX-License-Identifier: MIT$' || { echo "$file: no licence line"; failed=1; }
done
for file in "${files[@]}" $(git ls-files -co --exclude-standard '*.py'); do
  lines=$(wc -l <"$file")
  [ "$lines" -le 300 ] || { echo "$file: $lines lines, at most 300"; failed=1; }
done
# A function, not a table, ends with the first line that is just its closing brace.
awk 'FNR == 1 { start = 0 }
     /^[A-Za-z].*\{$/ && !/^(namespace|class|struct|enum|extern)/ && !/ = \{$/ { start = FNR; name = $0 }
     /^}/ && start { if (FNR - start > 40) { print FILENAME ": " FNR - start " lines: " name; bad = 1 } start = 0 }
     END { exit bad }' "${sources[@]}" || failed=1

system=()
for name in INCLUDEDIR APR_INCLUDEDIR APU_INCLUDEDIR; do system+=(-isystem "$(apxs -q $name)"); done
for include in $(pkg-config --cflags-only-I gmime-3.0); do system+=(-isystem "${include#-I}"); done
checks=('--checks=-clang-analyzer-*')
[ "${1:-}" != --all ] || checks=()
printf '%s\0' "${sources[@]}" | xargs -0 -P "$(nproc)" -I{} clang-tidy --quiet "${checks[@]}" {} -- -std=c++17 -Imod_osticket_rest \
  "${system[@]}" -DLINUX -D_REENTRANT -D_GNU_SOURCE 2>/dev/null || failed=1
exit $failed
