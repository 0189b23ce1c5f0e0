import { rmSync } from 'node:fs';
import { bundlePages, bundlePrograms } from './bundle.ts';

/** Builds what runs: the program (`dist/server`) and the pages (`dist/web`). */
rmSync('dist', { recursive: true, force: true });
await bundlePrograms({ entryPoints: ['src/cli/main.ts'], outbase: 'src/cli', outdir: 'dist/server' });
await bundlePages();
