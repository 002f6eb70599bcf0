import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, openPage, type OpenPage, VIEWPORTS } from './browser.ts'

const MUTANTS = JSON.parse(readFileSync(join(import.meta.dirname, '../../page/mutants.json'), 'utf8')) as Readonly<
  Record<string, Readonly<Record<string, readonly string[]>>>
>
const MUTANT = MUTANTS['PAGE-010']!['idnow']![0]!

describe.each(VIEWPORTS)('the other views on $device', ({ viewport }) => {
  let browser: Browser
  let opened: OpenPage
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    opened = await openPage(browser, { path: '/_twin/#view=requests', context: { viewport } })
    await opened.page.getByRole('heading', { name: 'Requests' }).waitFor()
  })
  afterEach(async () => {
    expect(opened.foreignRequests).toEqual([])
    await opened.close()
  })

  const sendRequest = (path: string, authorization = 'Token mine') =>
    fetch(`${opened.url}${path}`, { headers: { authorization } })

  it('show a request as it arrives, its ignored input, and a curl command', async () => {
    const { page } = opened
    await page.getByText('No requests yet').waitFor()
    await sendRequest('/api/v2/runs.json?fow=1')
    const request = page.getByRole('list', { name: 'Requests' }).getByRole('listitem')
    await request.getByText('listRuns', { exact: true }).click()
    await request.getByText(/query parameter "fow"/).waitFor()
    await request.getByRole('button', { name: 'Copy as curl' }).click()
    const copied = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(copied).toMatch(
      /^curl -gs -H 'authorization: Token \w+' 'http:\/\/127\.0\.0\.1:\d+\/api\/v2\/runs\.json\?fow=1'$/,
    )
    await page.getByRole('searchbox').fill('contacts')
    await page.getByText('No matching requests').waitFor()
  })

  it('add a fault and a paging scenario with one click each, and count hits', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('combobox', { name: 'Vendor' }).selectOption('rapidpro')
    await page.getByRole('button', { name: 'Add status=503 for rapidpro' }).click()
    await page.getByText('0 hits in 0 calls').waitFor()
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(503)
    await page.getByText('1 hit in 1 call').waitFor()
    await page.getByRole('button', { name: 'Add next-repeats for rapidpro' }).click()
    await page.getByRole('button', { name: 'Remove next-repeats-rapidpro-1' }).waitFor()
    await page.getByRole('button', { name: 'Remove rapidpro-status-503' }).click()
    await page.getByText('rapidpro-status-503', { exact: true }).waitFor({ state: 'detached' })
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(200)
  })

  it('show the share of runs that a client received', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Delivery' }).click()
    await page.getByText('No clients yet').waitFor()
    await sendRequest('/api/v2/runs.json')
    await page.getByText(/250 of 300 runs received/).waitFor()
  })

  it('fork a world, share it as a link, and open the link as another world', async () => {
    const { page, url, twin } = opened
    twin.clock.advance('10m')
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('copy')
    await page.getByRole('button', { name: 'Fork default' }).click()
    await page.getByRole('combobox', { name: 'World', exact: true }).getByText('copy').waitFor({ state: 'attached' })
    await page.getByRole('timer').getByText('09:10:00').waitFor()
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('button', { name: 'Create a link to copy' }).click()
    await page.getByRole('button', { name: /^Copy \d+ characters$/ }).click()
    const link = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(link).toContain(`${url}/_twin/#snapshot=`)
    await page.evaluate(`location.href = ${JSON.stringify(link)}`)
    await page.getByRole('textbox', { name: 'Name of the world' }).fill('third')
    await page.getByRole('button', { name: 'Open world' }).click()
    await page.getByText('Opened world "third" from the link.').waitFor()
    const clock = await fetch(`${url}/_twin/v1/worlds/third/clock`)
    expect(await clock.json()).toMatchObject({ now: '2026-01-15T09:10:00.000000Z' })
  })

  it('show a test result with its findings, walks and mutants', async () => {
    const { page } = opened
    const file = join(tmpdir(), `flowtwin-result-${process.pid}.json`)
    writeFileSync(file, JSON.stringify(RESULT))
    await page.getByRole('link', { name: 'Report' }).click()
    await page.getByLabel('Open a result').setInputFiles(file)
    await page.getByText('1 of 2 MUST passed').waitFor()
    await page.getByText('a page has a row twice').waitFor()
    const summary = page.locator('.mutants summary')
    expect(await summary.textContent()).toMatch(/^Detects \d+ mutants$/)
    await summary.click()
    await page.getByText(MUTANT, { exact: true }).waitFor()
    await page
      .getByRole('img', { name: /4 items on 2 pages; 1 ties, 1 of them across pages; 1 out of order/ })
      .waitFor()
    await page
      .getByLabel('Open a result')
      .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
    await page.getByText('other.json contains no checks').waitFor()
  })

  it('hide every control that changes the world on a read-only page', async () => {
    const other = await openPage(browser, { listen: { page: 'read-only' }, context: { viewport } })
    await other.page.getByText('read-only').waitFor()
    await other.page.getByRole('button', { name: 'Run -2', exact: true }).waitFor()
    expect(await other.page.getByRole('button', { name: 'Advance', exact: true }).count()).toBe(0)
    await other.close()
  })
})

const createCheck = (id: string, outcome: object) => ({
  id,
  level: 'MUST',
  title: `title of ${id}`,
  unit: 'rows',
  outcome,
})

const RESULT = {
  vendor: { name: 'idnow', title: 'IDnow' },
  target: 'https://api.example',
  checks: [
    createCheck('IDN-1', { kind: 'pass', evidence: 7, notes: [] }),
    createCheck('PAGE-010', {
      kind: 'fail',
      evidence: 4,
      findings: [
        {
          level: 'MUST',
          expected: 'each row once',
          observed: 'a page has a row twice',
          pointer: null,
          operation: 'listSessions',
          examples: ['a'],
          count: 1,
          request: null,
        },
      ],
    }),
  ],
  walks: [
    {
      operation: 'listSessions',
      member: '/createdAt',
      pages: [
        { request: 1, timestamps: ['2026-01-15T09:00:03Z', '2026-01-15T09:00:02Z'] },
        { request: 2, timestamps: ['2026-01-15T09:00:02Z', '2026-01-15T09:00:04Z'] },
      ],
    },
  ],
}
