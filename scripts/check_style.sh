#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Format, file and function length, clang-tidy.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
failed=0
mapfile -t files < <(git ls-files -co --exclude-standard 'mod_osticket_rest/*.[ch]pp' 'tests/*.[ch]pp')
mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '^mod_osticket_rest/.*\.cpp$')

clang-format --dry-run -Werror "${files[@]}" || failed=1
for file in "${files[@]}"; do
  head -1 "$file" | grep -q '^// SPDX-License-Identifier: MIT$' || { echo "$file: no licence line"; failed=1; }
done
for file in $(printf '%s\n' "${files[@]}" | grep '^mod_osticket_rest/'); do
  lines=$(wc -l <"$file")
  [ "$lines" -le 300 ] || { echo "$file: $lines lines, at most 300"; failed=1; }
done
# A function ends with the first line that is just its closing brace.
awk 'FNR == 1 { start = 0 }
     /^[A-Za-z].*\{$/ && !/^(namespace|class|struct|enum|extern)/ { start = FNR; name = $0 }
     /^}/ && start { if (FNR - start > 60) { print FILENAME ": " FNR - start " lines: " name; bad = 1 } start = 0 }
     END { exit bad }' "${sources[@]}" || failed=1

system=()
for name in INCLUDEDIR APR_INCLUDEDIR APU_INCLUDEDIR; do system+=(-isystem "$(apxs -q $name)"); done
for include in $(pkg-config --cflags-only-I gmime-3.0); do system+=(-isystem "${include#-I}"); done
run_tidy() {
  clang-tidy --quiet "$@" -- -std=c++17 -Imod_osticket_rest "${system[@]}" -DLINUX -D_REENTRANT -D_GNU_SOURCE 2>/dev/null
}
count=$(nproc)
pids=()
for ((part = 0; part < count; part++)); do
  mine=()
  for ((i = part; i < ${#sources[@]}; i += count)); do mine+=("${sources[i]}"); done
  run_tidy "${mine[@]}" &
  pids+=($!)
done
for pid in "${pids[@]}"; do wait "$pid" || failed=1; done
exit $failed
