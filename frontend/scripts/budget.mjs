// Fails the build when the room, or the drawer that it loads on demand, weighs more than its budget: every script and
// style sheet that is loaded for it, gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 40 * 1024;
const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
const DRAWER = 15 * 1024;

function add(files, key) {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return files;
  files.add(chunk.file);
  (chunk.css ?? []).forEach((css) => files.add(css));
  (chunk.imports ?? []).forEach((one) => add(files, one));
  return files;
}

function weigh(name, files, budget) {
  const sizes = [...files].map((file) => [file, gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  sizes.forEach(([file, size]) => console.log(`${String(size).padStart(7)}  ${file}`));
  console.log(`${String(total).padStart(7)}  ${name}, gzip, of ${budget}`);
  if (total <= budget) return;
  console.error(`The ${name} is over its budget.`);
  process.exitCode = 1;
}

const ROOM = ['src/theme.ts', 'src/app.ts', 'src/room.ts', 'src/styles/index.css', 'src/styles/room-page.css'];
const room = ROOM.reduce(add, new Set());
weigh('room', room, BUDGET);
const drawer = [...['src/contain/so-contain.ts', 'src/styles/contain.css'].reduce(add, new Set())].filter((file) => !room.has(file));
weigh('drawer', drawer, DRAWER);
