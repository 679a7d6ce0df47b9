#!/bin/sh
# Builds the front end into Maven's output. Called by pom.xml with the classes directory; does nothing when neither a
# source nor the result has changed since the last time, so that `mvn compile` stays quick.
set -eu
cd "$(dirname "$0")"
classes=${1:?usage: build.sh CLASSES_DIRECTORY}
target=$classes/META-INF/resources
stamp=$classes/META-INF/frontend.stamp

wanted=$(find src scripts package.json package-lock.json tsconfig.json vite.config.ts build.sh -type f \
  | LC_ALL=C sort | xargs cksum | cksum)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -f "$classes/META-INF/frontend/manifest.json" ]; then
  echo "front end unchanged"
  exit 0
fi

# npm ci only when the lock file is newer than what is installed: it empties node_modules first.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
  npm ci --no-audit --no-fund
fi
npm run --silent build

rm -rf "$target/assets"
mkdir -p "$target" "$classes/META-INF/frontend"
cp -R dist/assets "$target/assets"
# The manifest is read from the class path and never served.
cp dist/manifest.json "$classes/META-INF/frontend/manifest.json"
printf '%s\n' "$wanted" > "$stamp"
