import { defineConfig } from '@playwright/test'

/** A project that uses the fixtures, one of whose tests is meant to fail; it is run by test/testing/playwright.test.ts. */
export default defineConfig({
  testMatch: '*.case.ts',
  workers: 1,
  reporter: 'json',
  ...(process.env['RESULTS'] === undefined ? {} : { outputDir: process.env['RESULTS'] }),
})
