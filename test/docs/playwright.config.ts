import { defineConfig } from '@playwright/test'

/** Runs the Playwright test that docs/testing.md shows. */
export default defineConfig({
  testMatch: 'playwright.case.ts',
  workers: 1,
  reporter: 'line',
  ...(process.env['RESULTS'] === undefined ? {} : { outputDir: process.env['RESULTS'] }),
})
