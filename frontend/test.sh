#!/bin/sh
# Runs the front end's tests; called in Maven's test phase.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund
npm test --silent
