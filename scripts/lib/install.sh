# SPDX-License-Identifier: MIT
# Sourced: `need_packages name ...` installs what is missing, as root, and nothing else.

fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

need_root() { [ "$(id -u)" = 0 ] || fail "must run as root: it installs Debian packages and starts servers as their own users"; }

need_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  # Several runs may stand side by side; apt waits for the lock. No service is started: a bare
  # policy-rc.d would be a file outside the clone, so the start is refused by the environment.
  { apt-get -o DPkg::Lock::Timeout=300 -q update &&
    RUNLEVEL=1 apt-get -o DPkg::Lock::Timeout=300 -q -y --no-install-recommends install "${missing[@]}"; } \
    >&2 || fail "could not install ${missing[*]}"
}

BUILD_PACKAGES=(g++ make pkgconf python3 python3-yaml apache2-dev libapr1-dev libaprutil1-dev libjansson-dev libpcre2-dev libcctz-dev libutf8proc-dev
                libgmime-3.0-dev libcurl4-openssl-dev libssl-dev libmagic-dev libexpat1-dev)
RUN_PACKAGES=(apache2-bin libaprutil1-dbd-mysql mariadb-server-core mariadb-client-core python3 tzdata curl)
UNIT_PACKAGES=(libcpputest-dev)
TEST_PACKAGES=(fail2ban git chromium python3-jsonschema python3-requests python3-aiosmtpd openssl php-cli libapache2-mod-php php-fpm modsecurity-crs libapache2-mod-security2 media-types libsasl2-modules)
# Unpacked only; their libraries come with the packages above.
MAIL_PACKAGES=(postfix dovecot-core dovecot-imapd)
LONG_PACKAGES=(mmdebstrap galera-4 haproxy rsync lsof)
BENCH_PACKAGES=(wrk libmariadb-dev)
CLANG_PACKAGES=(clang libclang-rt-dev)

# Node.js comes with its own npm from some sources, which Debian's would conflict with.
need_node() { command -v npm >/dev/null || need_packages nodejs npm; }

# npm_packages SOURCE OUT: what SOURCE/package-lock.json names, installed in OUT; no script of a package runs.
npm_packages() {
  local source=$1 out=$2
  mkdir -p "$out"
  (
    flock 9
    cp "$source"/* "$out"
    cmp -s "$source/package-lock.json" "$out/.installed" && exit
    (cd "$out" && npm ci --cache "$out/.cache" --ignore-scripts --no-audit --no-fund >npm.log 2>&1) || { tail -20 "$out/npm.log" >&2; exit 1; }
    cp "$source/package-lock.json" "$out/.installed"
  ) 9>"$out/.lock" || fail "npm could not install $source"
}

# unpacked_packages OUT name ...: the files of packages in OUT, not installed: a mail server would take the place of the
# system's own.
unpacked_packages() {
  local out=$1
  shift
  mkdir -p "$out"
  (
    flock 9
    [ "$(cat "$out/.unpacked" 2>/dev/null)" = "$*" ] && exit
    cd "$out" && apt-get -q download "$@" >&2 && for package in *.deb; do dpkg-deb -x "$package" . && rm "$package"; done &&
      echo "$*" >.unpacked
  ) 9>"$out/.lock" || { echo "could not unpack $*: its tests are skipped" >&2; return 0; }
}

# progress WHAT TOTAL: one line for all commands of make on standard input; in a file, one for each tenth of them.
progress() {
  local what=$1 total=$2 done=0 line
  while IFS= read -r line; do
    [[ $line == *' -c '* ]] || continue
    done=$((done + 1))
    if [ -t 2 ]; then
      printf '\r%s: %d of %d files ' "$what" "$done" "$total" >&2
    elif [ $((done * 10 / total)) -ne $(((done - 1) * 10 / total)) ]; then
      echo "$what: $done of $total files" >&2
    fi
  done
  if [ -t 2 ] && [ "$done" -gt 0 ]; then echo >&2; fi
}

# build OUT [make arguments]: one build at a time in a folder; how far it is, and its words only when it fails.
build() {
  local out=$1
  shift
  mkdir -p "$out"
  (
    flock 9
    set -o pipefail
    files=$(make -n -C "$ROOT/build" OUT="$out" "$@" 2>/dev/null | grep -c ' -c ') || files=1
    make -C "$ROOT/build" -j"$(nproc)" OUT="$out" "$@" 2>&1 9>&- | tee "$out/make.log" | progress building "$files" ||
      { grep -v ' -c ' "$out/make.log" | tail -40 >&2; exit 1; }
  ) 9>"$out/.lock" || fail "the build failed"
}
