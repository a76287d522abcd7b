import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'crushers/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 120_000,
    pool: 'forks',
    // One core is left free by default: of two, that is half.
    maxWorkers: '100%',
  },
})
