import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, hasBrowser, opened, type Opened } from './browser.ts'
import { WIDTHS } from './looks.ts'

describe.skipIf(!hasBrowser).each(WIDTHS)('the parts of the page on $width', ({ viewport }) => {
  let chrome: Browser
  let shown: Opened
  beforeAll(async () => {
    chrome = await browser()
  })
  afterAll(() => chrome.close())
  beforeEach(async () => {
    shown = await opened(chrome, { path: '/_twin/#view=requests', context: { viewport } })
    await shown.page.getByRole('heading', { name: 'Requests' }).waitFor()
  })
  afterEach(async () => {
    expect(shown.strangers).toEqual([])
    await shown.close()
  })

  const ask = (path: string, authorization = 'Token mine') =>
    fetch(`${shown.url}${path}`, { headers: { authorization } })

  it('show a request as it comes, what of it nobody read, and the same as curl', async () => {
    const { page } = shown
    await page.getByText('Nobody has asked anything yet').waitFor()
    await ask('/api/v2/runs.json?fow=1')
    const request = page.getByRole('list', { name: 'Requests' }).getByRole('listitem')
    await request.getByText('listRuns', { exact: true }).click()
    await request.getByText(/knows no query parameter "fow"/).waitFor()
    await request.getByRole('button', { name: 'Copy as curl' }).click()
    const copied = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(copied).toMatch(
      /^curl -gs -H 'authorization: Token \w+' 'http:\/\/127\.0\.0\.1:\d+\/api\/v2\/runs\.json\?fow=1'$/,
    )
  })

  it('arm a fault and a hazard with one click each, and count their hits', async () => {
    const { page } = shown
    await page.getByRole('link', { name: 'Faults' }).click()
    await page.getByRole('combobox', { name: 'Vendor' }).selectOption('rapidpro')
    await page.getByRole('button', { name: 'Arm status=503 for rapidpro' }).click()
    await page.getByText('0 hits of 0').waitFor()
    expect((await ask('/api/v2/runs.json')).status).toBe(503)
    await page.getByText('1 hit of 1').waitFor()
    await page.getByRole('button', { name: 'Arm next-repeats for rapidpro' }).click()
    await page.getByRole('button', { name: 'Disarm next-repeats-rapidpro-1' }).waitFor()
    await page.getByRole('button', { name: 'Disarm rapidpro-status-503' }).click()
    await page.getByText('rapidpro-status-503', { exact: true }).waitFor({ state: 'detached' })
    expect((await ask('/api/v2/runs.json')).status).toBe(200)
  })

  it('grade a client by what it was served', async () => {
    const { page } = shown
    await page.getByRole('link', { name: 'Audit' }).click()
    await page.getByText('No client to grade').waitFor()
    await ask('/api/v2/runs.json')
    await page.getByText(/250 of 300 runs served/).waitFor()
  })

  it('fork a world, share it as a link, and open the link as another world', async () => {
    const { page, url, twin } = shown
    twin.clock.advance('10m')
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('copy')
    await page.getByRole('button', { name: 'Fork default' }).click()
    await page.getByRole('combobox', { name: 'World', exact: true }).getByText('copy').waitFor({ state: 'attached' })
    await page.getByRole('timer').getByText('09:10:00').waitFor()
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('button', { name: 'Make a link to copy' }).click()
    await page.getByRole('button', { name: /^Copy \d+ characters$/ }).click()
    const link = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(link).toContain(`${url}/_twin/#capsule=`)
    await page.evaluate(`location.href = ${JSON.stringify(link)}`)
    await page.getByRole('textbox', { name: 'Name of the world' }).fill('third')
    await page.getByRole('button', { name: 'Open it' }).click()
    await page.getByText('World third has been opened from the link.').waitFor()
    const told = await fetch(`${url}/_twin/v1/worlds/third/clock`)
    expect(await told.json()).toMatchObject({ now: '2026-01-15T09:10:00.000000Z' })
  })

  it('show a result of the suite, its findings, its walks, and what proves each check', async () => {
    const { page } = shown
    const file = join(tmpdir(), `flowtwin-result-${process.pid}.json`)
    writeFileSync(file, JSON.stringify(RESULT))
    await page.getByRole('link', { name: 'Report' }).click()
    await page.getByLabel('Open a result').setInputFiles(file)
    await page.getByText('1 of 2 MUST hold').waitFor()
    await page.getByText('a page has a row twice').waitFor()
    await page.getByText('Noticed in 2 broken servers of our tests').click()
    await page.getByText('beyond the last page comes the last session again').waitFor()
    await page
      .getByRole('img', { name: /4 items on 2 pages; 1 ties, 1 of them across a page; 1 out of order/ })
      .waitFor()
    await page
      .getByLabel('Open a result')
      .setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from('{}') })
    await page.getByText('The file holds no checks').waitFor()
  })

  it('hide every control where nobody may change anything', async () => {
    const other = await opened(chrome, { where: { page: 'read-only' }, context: { viewport } })
    await other.page.getByText('read-only').waitFor()
    await other.page.getByRole('button', { name: 'Run -2', exact: true }).waitFor()
    expect(await other.page.getByRole('button', { name: 'Advance', exact: true }).count()).toBe(0)
    await other.close()
  })
})

const check = (id: string, outcome: object) => ({ id, level: 'MUST', title: `about ${id}`, unit: 'rows', outcome })

const RESULT = {
  vendor: { name: 'idnow', title: 'IDnow' },
  target: 'https://api.example',
  checks: [
    check('IDN-1', { kind: 'pass', evidence: 7, notes: [] }),
    check('PAGE-010', {
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
