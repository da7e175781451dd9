# SPDX-License-Identifier: MIT
# Sourced by scripts that run tests in stages: each stage is a command whose last line of the form
# `N passed, N failed[, N skipped]` is counted here and nowhere else, and whose time is told.

passed=0
failed=0
skipped=0
LOGS=$(mktemp -d)
declare -A jobs=()

# What still runs goes with its children, each stage being a process group; no file stays.
clean_up() {
  local job
  for job in "${jobs[@]}"; do
    kill -TERM -- "-$job" 2>/dev/null
    wait "$job" 2>/dev/null
  done
  rm -rf "$LOGS"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
set -m

# count_log FILE: adds the counts of the file's closing line; a stage that has none has failed.
count_log() {
  local line
  line=$(grep -aE '^[0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?$' "$1" | tail -1)
  if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed(,\ ([0-9]+))? ]]; then
    passed=$((passed + BASH_REMATCH[1]))
    failed=$((failed + BASH_REMATCH[2]))
    skipped=$((skipped + ${BASH_REMATCH[4]:-0}))
    [ "${BASH_REMATCH[2]}" -eq 0 ] || echo "FAIL: this stage"
  else
    failed=$((failed + 1))
    echo "FAIL: this stage ended before it had counted"
  fi
}

# told NAME COMMAND ...: runs it and tells its time, on the clock and of all processors.
told() {
  local name=$1 start=$SECONDS used
  shift
  used=$(mktemp -p "$LOGS")
  ("$@"; times >"$used")
  awk -v name="$name" -v clock=$((SECONDS - start)) -F '[ms ]+' '
    NR == 2 { printf "-- %s: %d s, %.0f s of a processor\n", name, clock, $1 * 60 + $2 + $3 * 60 + $4 }' "$used"
}

# stage NAME COMMAND ...: what the command prints is seen at once.
stage() {
  local log
  log=$(mktemp -p "$LOGS")
  echo "== $1"
  { told "$@" 2>&1 | tee "$log"; } </dev/null &
  jobs[$1]=$!
  wait "${jobs[$1]}"
  unset "jobs[$1]"
  count_log "$log"
}

# start NAME COMMAND ...: the same beside other stages and after them where processors are short; `await NAME` shows it.
start() {
  { renice -n 10 "$BASHPID" >/dev/null; told "$@"; } </dev/null >"$LOGS/$1" 2>&1 &
  jobs[$1]=$!
}

await() {
  wait "${jobs[$1]}"
  unset "jobs[$1]"
  echo "== $1"
  cat "$LOGS/$1"
  count_log "$LOGS/$1"
}

# checks 'NAME COMMAND' ...: several that are done in a moment, each told in one line.
checks() {
  local line wrong=0
  for line in "$@"; do
    # The words of a check have no spaces in them.
    if ${line#* }; then echo "ok   ${line%% *}"; else echo "FAIL ${line%% *}"; wrong=$((wrong + 1)); fi
  done
  echo "$(($# - wrong)) passed, $wrong failed"
}

finish() {
  echo "$passed passed, $failed failed$([ $skipped -eq 0 ] || echo ", $skipped skipped")"
  [ $failed -eq 0 ] && [ $passed -gt 0 ]
  exit
}
