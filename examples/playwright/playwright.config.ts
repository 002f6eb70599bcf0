import { defineConfig } from '@playwright/test'

// A browser that is there already; without the variable, Playwright uses its own.
const executablePath = process.env['CHROMIUM']

export default defineConfig({
  testMatch: '*.spec.ts',
  use: executablePath === undefined ? {} : { launchOptions: { executablePath, args: ['--no-sandbox'] } },
})
