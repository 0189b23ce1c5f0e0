import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/builders/longest-first.ts';

const engines = ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'];
const screens = ['test/e2e/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // A process runs file after file: what it imports it imports once.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', './test/builders/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is awaited comes when it comes: no test depends on a machine's speed.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: [...engines, ...screens],
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: engines,
          globalSetup: ['test/builders/installation.setup.ts', 'test/builders/engines.setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'screens',
          include: screens,
          globalSetup: ['test/builders/installation.setup.ts', 'test/builders/pages.setup.ts'],
        },
      },
    ],
  },
});
