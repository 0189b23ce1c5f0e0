import { build } from 'esbuild';
import { build as buildWeb } from 'vite';

/** Bundles programs of this source into a folder, entry by entry under `outbase`. Packages stay outside the bundle. */
export async function bundlePrograms(of: {
  readonly entryPoints: readonly string[];
  readonly outbase: string;
  readonly outdir: string;
}): Promise<void> {
  await build({
    ...{ entryPoints: [...of.entryPoints], outbase: of.outbase, outdir: of.outdir },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Builds the pages into `dist/web` as they ship, whoever asks: under a test runner React would otherwise be its slow development self. */
export async function bundlePages(): Promise<void> {
  const asked = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  await buildWeb({ configFile: 'vite.config.ts', logLevel: 'warn' }).finally(() => {
    if (asked === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = asked;
  });
}
