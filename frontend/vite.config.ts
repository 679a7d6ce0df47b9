import { defineConfig } from 'vitest/config';
import { collapseTemplates } from './scripts/collapse-templates.mjs';

const entries = ['theme', 'app', 'sign-in', 'incidents', 'room', 'status', 'operators', 'me'];

export default defineConfig({
  base: '/',
  publicDir: false,
  plugins: [collapseTemplates()],
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    manifest: 'manifest.json',
    // No inline helper scripts and no data: addresses: the pages' Content-Security-Policy allows neither.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // light-dark() must stay as it is written, so only browsers that know it.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    rollupOptions: {
      input: {
        ...Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
        styles: 'src/styles/index.css',
        'styles-room': 'src/styles/room-page.css',
        'styles-pages': 'src/styles/other-pages.css',
      },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});
