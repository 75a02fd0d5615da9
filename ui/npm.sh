#!/bin/sh
# Runs `npm "$@"` for Maven: says what is missing, and installs only when node_modules is not that of package-lock.json.
set -eu
cd "$(dirname "$0")"

wanted='Node.js 20.19 or newer (https://nodejs.org, or your package manager)'
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  echo "The dashboard is built with npm, which is not on the PATH. Install $wanted." >&2
  exit 1
fi
if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)'; then
  echo "The dashboard cannot be built with Node.js $(node --version). Install $wanted." >&2
  exit 1
fi

installed=node_modules/.installed-package-lock.json
if ! cmp -s package-lock.json "$installed"; then
  npm ci --no-audit --no-fund --loglevel=error
  cp package-lock.json "$installed"
fi
exec npm --loglevel=error "$@"
