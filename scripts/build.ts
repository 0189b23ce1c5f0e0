import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { build as buildWeb } from 'vite';

/** Builds what runs: the program (`dist/server`) and the pages (`dist/web`). Packages stay outside the bundle. */
rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist/server',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await buildWeb({ configFile: 'vite.config.ts', logLevel: 'warn' });
