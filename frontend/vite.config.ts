import { defineConfig } from 'vitest/config';
import { collapseTemplates } from './scripts/collapse-templates.mjs';

const entries = ['theme', 'app', 'sign-in', 'incidents', 'containments', 'room', 'status', 'playbooks', 'operators', 'me'];

export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [collapseTemplates()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    manifest: 'manifest.json',
    // What a click needs has few parts, most of which are there: a helper that fetches them ahead weighs more than it saves.
    modulePreload: false,
    // No data: addresses: the pages' Content-Security-Policy doesn't allow them.
    assetsInlineLimit: 0,
    // light-dark() must stay as it is written, so only browsers that know it.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    rollupOptions: {
      input: {
        ...Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
        styles: 'src/styles/index.css',
        'styles-room': 'src/styles/room-page.css',
        'styles-drawer': 'src/styles/contain.css',
        'styles-pages': 'src/styles/other-pages.css',
      },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});
