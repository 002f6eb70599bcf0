import { defineConfig } from 'vitest/config'
import own from '../../../vitest.config.ts'

/** A project that uses the fixtures, some of whose tests are meant to fail; it is run by test/testing/vitest.test.ts. */
export default defineConfig({
  resolve: own.resolve ?? {},
  test: { include: ['*.case.ts'], root: import.meta.dirname, maxWorkers: 1 },
})
