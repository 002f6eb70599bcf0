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
    await request.getByText('host', { exact: true }).waitFor()
    const copied = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(copied).toMatch(
      /^curl -gs -H 'authorization: Token \w+' 'http:\/\/127\.0\.0\.1:\d+\/api\/v2\/runs\.json\?fow=1'$/,
    )
    await page.getByRole('searchbox').fill('contacts')
    await page.getByText('No matching requests').waitFor()
  })

  it('show the start of a body with its size, and all of it with the response headers on demand', async () => {
    const { page } = opened
    await sendRequest('/api/v2/runs.json')
    const request = page.getByRole('list', { name: 'Requests' }).getByRole('listitem')
    await request.getByText('listRuns', { exact: true }).click()
    await request.getByRole('heading', { name: /^Response body, first 1 kB of \d+ kB$/ }).waitFor()
    await request.getByRole('button', { name: 'Show all' }).click()
    await request.getByRole('heading', { name: 'Response headers' }).waitFor()
    const body = String(await request.locator('pre').last().textContent())
    expect(body).toContain('\n  "results": [\n')
    expect((JSON.parse(body) as { readonly results: readonly unknown[] }).results).toHaveLength(250)
  })

  it('add a fault and a paging scenario with one click each, and count hits', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Faults' }).click()
    // The view before has a list of vendors, too.
    await page.getByRole('heading', { name: 'Active faults' }).waitFor()
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

  it('add any fault, and show why the server rejects one', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Faults' }).click()
    // The view before has a list of vendors, too.
    await page.getByRole('heading', { name: 'Active faults' }).waitFor()
    await page.getByRole('combobox', { name: 'Vendor' }).selectOption('rapidpro')
    const form = page.getByRole('form', { name: 'Any fault' })
    await form.getByRole('textbox', { name: 'Operation' }).fill('listRuns')
    await form.getByRole('textbox', { name: 'Effect' }).fill('statas=418')
    await form.getByRole('button', { name: 'Add fault' }).click()
    await form.getByRole('alert').waitFor()
    await form.getByRole('textbox', { name: 'Effect' }).fill('status=502')
    await form.getByRole('button', { name: 'Add fault' }).click()
    await page.getByText('0 hits in 0 calls').waitFor()
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(502)
    expect((await sendRequest('/api/v2/groups.json')).status).toBe(200)
    await page.getByRole('button', { name: 'Clear all' }).click()
    const question = page.getByRole('group', { name: 'Remove all fault rules?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Clear all' }).click()
    await question.getByRole('button', { name: 'Clear all' }).click()
    await page.getByText('No active faults').waitFor()
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(200)
  })

  it('show an error of the server inside the form that caused it', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    const form = page.getByRole('form', { name: 'Insert a run' })
    await form.getByRole('textbox', { name: 'Contact' }).fill('3')
    await form.getByRole('textbox', { name: 'Created at' }).fill('yesterday')
    await form.getByRole('button', { name: 'Insert run' }).click()
    await form
      .getByRole('alert')
      .getByText(/createdAt/)
      .waitFor()
  })

  it('set a quirk and a rate limit', async () => {
    const { page } = opened
    await page.getByRole('link', { name: 'Settings' }).click()
    const quirk = page.getByRole('form', { name: 'Set a quirk' })
    await quirk.getByRole('combobox', { name: 'Quirk' }).selectOption('rapidpro.version')
    const position = quirk.getByRole('combobox', { name: 'Position' })
    expect(await position.getByRole('option').allTextContents()).toEqual(['v9 (default, current)', 'head'])
    await position.selectOption('head')
    await quirk.getByText('"head": the newer line').waitFor()
    await quirk.getByRole('button', { name: 'Set' }).click()
    await page.getByText('rapidpro.version is head.').waitFor()
    expect(await position.getByRole('option').allTextContents()).toEqual(['v9 (default)', 'head (current)'])
    const limit = page.getByRole('form', { name: 'Set a rate limit' })
    await limit.getByRole('combobox', { name: 'Vendor' }).selectOption('rapidpro')
    await limit.getByRole('textbox', { name: 'Requests' }).fill('1')
    await limit.getByRole('button', { name: 'Set' }).click()
    await page.getByText('1 request in 60s, custom').waitFor()
    await limit.getByRole('combobox', { name: 'Vendor' }).selectOption('qyvo')
    await limit.getByRole('textbox', { name: 'Requests' }).fill('7')
    await limit.getByRole('button', { name: 'Set' }).click()
    await page.getByText('7 requests in 60s, custom').waitFor()
    await page.getByText('1 request in 60s, custom').waitFor()
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(200)
    expect((await sendRequest('/api/v2/runs.json')).status).toBe(429)
    await page.getByRole('button', { name: 'Restore the documented limits' }).click()
    await page.getByText('1 request in 60s, custom').waitFor({ state: 'detached' })
  })

  it('show webhook deliveries with their attempts', async () => {
    const { page, url } = opened
    await page.getByRole('link', { name: 'Delivery' }).click()
    await page.getByText('No deliveries yet').waitFor()
    const { vendors } = (await (await fetch(`${url}/_twin/v1/health`)).json()) as {
      readonly vendors: readonly { readonly name: string; readonly authorization: string }[]
    }
    const attributes = { resourceType: 'flowRuns', event: 'create', webhookUrl: 'http://127.0.0.1:9/hook' }
    const created = await fetch(`${url}/public/v2/webhooks`, {
      method: 'POST',
      headers: {
        authorization: vendors.find(({ name }) => name === 'recrubo')?.authorization ?? '',
        'content-type': 'application/vnd.api+json',
      },
      body: JSON.stringify({ data: { type: 'webhooks', attributes } }),
    })
    expect(created.status).toBe(201)
    await fetch(`${url}/_twin/v1/worlds/default/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"advance":"31m"}',
    })
    const delivery = page.getByRole('list', { name: 'Webhook deliveries' }).getByRole('listitem').first()
    await delivery.getByText('http://127.0.0.1:9/hook').waitFor()
  })

  it('ask before a world is reset or deleted', async () => {
    const { page, url } = opened
    const countWorlds = async () => {
      const response = await fetch(`${url}/_twin/v1/worlds`)
      return ((await response.json()) as { readonly worlds: readonly unknown[] }).worlds.length
    }
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('copy')
    await page.getByRole('button', { name: 'Fork default' }).click()
    await page.getByText('Created world "copy" and opened it.').waitFor()
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('button', { name: 'Delete copy' }).click()
    const question = page.getByRole('group', { name: 'Delete "copy" and all its data?' })
    await question.getByRole('button', { name: 'Cancel' }).click()
    expect(await countWorlds()).toBe(2)
    await page.getByRole('button', { name: 'Delete copy' }).click()
    await question.getByRole('button', { name: 'Delete' }).click()
    await page.getByText('Deleted world "copy".').waitFor()
    expect(await countWorlds()).toBe(1)
  })

  it('create a world from a file of own data, and show what is wrong in one', async () => {
    const { page, url } = opened
    const openFile = (text: string) =>
      page
        .locator('form input[type=file]')
        .setInputFiles({ name: 'shop.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
    await page.getByRole('link', { name: 'Worlds' }).click()
    await page.getByRole('radio', { name: 'Own data from a file' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('shop')
    await openFile('flows: [')
    const form = page.getByRole('form', { name: 'New world' })
    await form
      .getByRole('alert')
      .getByText(/shop\.yaml/)
      .waitFor()
    await openFile('flows: [{ nme: Cart rescue }]')
    await form.getByText('shop.yaml: 1 flow').waitFor()
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByRole('alert').getByText(/nme/).waitFor()
    await openFile('flows: [{ name: Cart rescue }]\ngenerate: { runs: 20, every: 2m }')
    await form.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('cell', { name: 'Cart rescue' }).first().waitFor()
    const response = await fetch(`${url}/_twin/v1/worlds/shop/flows`)
    expect(await response.text()).toContain('"name":"Cart rescue"')
  })

  it('show an unknown world with links to those that exist', async () => {
    const { page } = opened
    await page.evaluate(`location.hash = '#view=live&world=lost'`)
    await page.getByRole('heading', { name: 'There is no world "lost"' }).waitFor()
    await page.getByRole('link', { name: 'Open default' }).click()
    await page.getByRole('heading', { name: 'There is no world "lost"' }).waitFor({ state: 'detached' })
    await page.getByRole('timer').getByText('09:00:00').waitFor()
  })

  it('show that the server is gone, and connect again', async () => {
    const other = await openPage(browser, { context: { viewport } })
    await other.page.getByText('Connected', { exact: true }).waitFor()
    await other.stop()
    await other.page.getByRole('heading', { name: 'The server is not reachable' }).waitFor()
    await other.page.getByText('Reconnecting', { exact: true }).waitFor()
    await other.twin.listen({ port: Number(new URL(other.url).port) })
    await other.page.getByText('Connected', { exact: true }).waitFor()
    await other.close()
  })

  it('show all views without a cut tab', async () => {
    const { page } = opened
    const right =
      'Math.max(...[...document.querySelectorAll("nav.views a")].map((tab) => tab.getBoundingClientRect().right))'
    expect(await page.evaluate(right)).toBeLessThanOrEqual(viewport.width)
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
