import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    globalSetup: ['test/builders/engines.setup.ts'],
    reporters: ['default', './test/builders/closing-line.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
