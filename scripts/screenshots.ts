/** Takes the screenshots in docs/images from a frozen world, so that they change only when the page changes. */
import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { connect, type VendorName } from '../client/index.ts'
import { createTwin } from '../mock/index.ts'

interface Screenshot {
  readonly name: string
  readonly view: string
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
  readonly preparePage?: (page: Page) => Promise<unknown>
}

const MAX_IMAGE_BYTES = 150_000
const folder = join(import.meta.dirname, '..', 'docs', 'images')

const SCREENSHOTS: readonly Screenshot[] = [
  { name: 'page-live', view: 'live', width: 1200, height: 960, colorScheme: 'light', preparePage: selectRun },
  { name: 'page-requests', view: 'requests', width: 1280, height: 620, colorScheme: 'dark', preparePage: openRequest },
  { name: 'page-faults', view: 'faults', width: 1280, height: 760, colorScheme: 'light' },
  { name: 'page-phone', view: 'live', width: 360, height: 740, colorScheme: 'dark' },
]

/** Selects a run, and returns to the timeline above the table. */
async function selectRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run 6', exact: true }).click()
  await page.getByRole('heading', { name: 'Run 6' }).waitFor()
  await page.evaluate('scrollTo(0, 0)')
}

async function openRequest(page: Page): Promise<void> {
  await page.locator('.request summary').filter({ hasText: 'hint' }).first().click()
}

async function takeScreenshot(browser: Browser, url: string, shot: Screenshot): Promise<void> {
  const { name, view, width, height, colorScheme, preparePage } = shot
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
  await page.goto(`${url}/_twin/#view=${view}`)
  await page.locator('.connection.open').waitFor()
  await preparePage?.(page)
  await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => {})
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  await page.close()
  const { size } = statSync(path)
  if (size > MAX_IMAGE_BYTES)
    throw new Error(
      `${name}.png takes ${size} bytes, more than ${MAX_IMAGE_BYTES}; reduce the visible part of the page`,
    )
  console.log(`${name}.png ${Math.round(size / 1000)} kB`)
}

/** Sends the requests that the screenshots show: reads, writes, client errors and an injected fault. */
async function sendRequests(url: string): Promise<void> {
  const world = await connect(url)
  const sendRequest = (vendor: VendorName, path: string) =>
    world.fetch(path, { headers: { authorization: world.getAuthorization(vendor) } })
  await world.callControl('createBurst', { body: { count: 60, flow: 3 } })
  await world.clock.advance('25m')
  const rules = [
    { id: 'flaky', operation: 'idnow.*', when: { every: 3 }, effect: 'status=503' },
    { id: 'slow', operation: 'recrubo.listFlowRuns', effect: 'delay=20ms' },
  ]
  await world.callControl('setFaults', { body: { rules } })
  await sendRequest('qyvo', '/api/v1/dropdowns/flows')
  await sendRequest('recrubo', '/public/v2/flow-runs?sort=-createdAt&page[size]=25')
  await sendRequest('rapidpro', '/api/v2/runs.json?fow=1')
  for (let at = 0; at < 3; at++) await sendRequest('idnow', '/api/v1/flows/live')
  await sendRequest('rapidpro', '/api/v2/contacts.json')
  await sendRequest('recrubo', '/public/v2/flow-run')
}

mkdirSync(folder, { recursive: true })
const twin = createTwin({ now: '2026-01-15T09:00:00Z', seed: 42, runs: 1000 })
const listening = await twin.listen()
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
})
try {
  await sendRequests(listening.url)
  for (const shot of SCREENSHOTS) await takeScreenshot(browser, listening.url, shot)
} finally {
  await browser.close()
  await listening.close()
}
