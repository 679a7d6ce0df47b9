#!/bin/sh
# Runs the front end's tests; called in Maven's test phase. The report goes beside those of the Java tests.
set -eu
cd "$(dirname "$0")"
[ -d node_modules ] || npm ci --no-audit --no-fund
npm test --silent -- --reporter=default --reporter=junit --outputFile.junit=../target/vitest-reports/TEST-frontend.xml
