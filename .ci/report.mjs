// Reads the JUnit reports of a build. Usage: report.mjs SECONDS DIRECTORY...
// Names skipped tests with their reasons and the slowest classes; fails when a test failed, was skipped, or none ran.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [seconds, ...directories] = process.argv.slice(2);
const SLOWEST = 10;

const text = (s) =>
  s.replace(/&(lt|gt|quot|apos|amp|#10);/g, (_, e) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#10': ' ' })[e]);
const attribute = (tag, name) => text(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Why a test was skipped, in one line; what follows is a stack trace. */
function reason(tag, body) {
  const told = attribute(tag, 'message') || text(body.replace(/<!\[CDATA\[|\]\]>/g, '')).trim();
  return told.split('\n')[0].replace(/^org\.opentest4j\.TestAbortedException: (Assumption failed: )?/, '') || 'no reason given';
}

/** The test cases of one report: class, name, seconds, and what became of it. */
function cases(xml) {
  return [...xml.matchAll(/<testcase\b([^>]*?)(?:\/>|>([\s\S]*?)<\/testcase>)/g)].map(([, tag, body = '']) => {
    const skipped = /<skipped\b([^>]*?)(?:\/>|>([\s\S]*?)<\/skipped>)/.exec(body);
    return {
      type: attribute(tag, 'classname'),
      name: attribute(tag, 'name'),
      seconds: Number(attribute(tag, 'time').replaceAll(',', '')) || 0,
      failed: /<(failure|error)\b/.test(body),
      skipped: skipped !== null,
      reason: skipped ? reason(skipped[1], skipped[2] ?? '') : '',
    };
  });
}

const reports = directories
  .filter(existsSync)
  .flatMap((directory) => readdirSync(directory).map((file) => join(directory, file)))
  .filter((file) => /TEST-.*\.xml$/.test(file));
const files = reports.map((file) => ({ cases: cases(readFileSync(file, 'utf8')), xml: readFileSync(file, 'utf8') }));
const tests = files.flatMap((file) => file.cases);

const skipped = tests.filter((test) => test.skipped);
const failed = tests.filter((test) => test.failed);
skipped.forEach((test) => console.log(`SKIPPED ${test.type} ${test.name}: ${test.reason}`));
failed.forEach((test) => console.log(`FAILED ${test.type} ${test.name}`));

// A suite's own time holds what its class starts before the first test.
const times = files
  .flatMap(({ xml }) => [...xml.matchAll(/<testsuite\b([^>]*)>/g)])
  .map(([, tag]) => ({ name: attribute(tag, 'name'), seconds: Number(attribute(tag, 'time').replaceAll(',', '')) || 0 }))
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, SLOWEST);
console.log(`\nThe ${times.length} slowest test classes`);
times.forEach((suite) => console.log(`${suite.seconds.toFixed(1).padStart(8)} s  ${suite.name}`));

const passed = tests.length - failed.length - skipped.length;
console.log(`\nTotal time ${Math.floor(seconds / 60)} min ${seconds % 60} s`);
console.log(`${passed} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exit(passed > 0 && failed.length + skipped.length === 0 ? 0 : 1);
