import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const source = (file: string) => join(import.meta.dirname, file)

export default defineConfig({
  // What the README shows imports the package by its name; here that name means the source.
  resolve: {
    alias: [
      { find: /^flowtwin$/, replacement: source('mock/index.ts') },
      { find: /^flowtwin\/(vitest|playwright|msw)$/, replacement: source('testing/$1.ts') },
      { find: /^flowtwin\/contracts$/, replacement: source('contracts/index.ts') },
      { find: /^flowtwin\/contracts\/vitest$/, replacement: source('contracts/vitest.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Every core: what little else runs beside tests waits for them anyway.
    maxWorkers: '100%',
  },
})
