// Fails the build when the room weighs more than its budget: every script and style sheet that its page loads, gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 40 * 1024;
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const files = new Set();

function add(key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.css ?? []).forEach((css) => files.add(css));
  (chunk.imports ?? []).forEach(add);
}

['src/theme.ts', 'src/app.ts', 'src/room.ts', 'src/styles/index.css', 'src/styles/room-page.css'].forEach(add);
const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length]);
const total = sizes.reduce((sum, [, size]) => sum + size, 0);
sizes.forEach(([file, size]) => console.log(`${String(size).padStart(7)}  ${file}`));
console.log(`${String(total).padStart(7)}  room, gzip, of ${BUDGET}`);
if (total > BUDGET) {
  console.error('The room is over its budget.');
  process.exit(1);
}
