import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APPEARANCES, findViolations } from './accessibility.ts'
import { launchBrowser, openOperation, openPage } from './browser.ts'

/** An operation of each document, by its method and path. */
const OPERATIONS = [
  ['qyvo', 'get', '/api/v1/triggers/new-flow-triggered'],
  ['recrubo', 'get', '/public/v2/flow-runs/{id}'],
  ['rapidpro', 'get', '/api/v2/groups.json'],
  ['idnow', 'get', '/api/v1/flows/{flowId}/{environment}/sessions'],
  ['control', 'get', '/_twin/v1/worlds/{world}/clock'],
] as const

/** All documents in two appearances, which cover both widths and both color schemes; the largest document in all. */
const CASES = APPEARANCES.flatMap((appearance, index) =>
  OPERATIONS.filter(([document]) => index === 0 || index === 3 || document === 'recrubo').map(
    ([document, method, path]) => ({ ...appearance, document, method, path }),
  ),
)

describe('API documents', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it('shows the base URL, a credential and a first call that returns data', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=rapidpro' })
    const { page, url } = opened
    await page.getByRole('heading', { name: 'Base URL' }).waitFor()
    await page.getByText(url, { exact: true }).waitFor()
    await page.getByText(/^Authorization: Token \w+$/).waitFor()
    await page.getByRole('button', { name: 'Copy' }).last().click()
    const call = String(await page.evaluate('navigator.clipboard.readText()'))
    const [, authorization = ''] = /'Authorization: ([^']+)'/.exec(call) ?? []
    const response = await fetch(/'(http[^']+)'$/.exec(call)?.[1] ?? '', { headers: { authorization } })
    expect(response.status).toBe(200)
    await page.getByRole('link', { name: 'Open this operation' }).click()
    await page.getByText('List runs', { exact: true }).waitFor()
    await opened.close()
  })

  it('shows method and path of each operation in the sidebar', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=recrubo' })
    const link = opened.page.locator('[id="link-patch-/public/v2/flow-runs/-id-"]')
    await link.getByText('/flow-runs', { exact: true }).waitFor()
    await link.getByText('patch', { exact: true }).waitFor()
    await opened.close()
  })

  it('describes a webhook without a form, and restores the form for the next operation', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=recrubo' })
    const { page } = opened
    await page.locator('[id="link-post-flowRunEvent"]').click()
    await page.getByText('A flow run was created, updated or deleted', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Execute' }).count()).toBe(0)
    await page.locator('[id="link-get-/public/v2/flows"]').click()
    await page.getByRole('button', { name: 'Execute' }).waitFor()
    await opened.close()
  })

  it('sends the request for a token to the mock server, whose path has another host at the vendor', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=idnow' })
    const sent = opened.page.waitForRequest((request) => request.method() === 'POST')
    await openOperation(opened.page, 'post', '/oidc/token')
    await opened.page.getByRole('button', { name: 'Execute' }).click()
    const { origin } = new URL(opened.page.url())
    expect((await sent).url()).toBe(`${origin}/oidc/token`)
    expect(opened.foreignRequests).toEqual([])
    await opened.close()
  })

  it('has its shadow root included in the accessibility check', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=qyvo', context: { bypassCSP: true } })
    await opened.page.getByRole('heading', { name: 'Base URL' }).waitFor()
    await opened.page.evaluate(
      `document.querySelector('openapi-explorer').shadowRoot.querySelector('main').innerHTML += '<p style="color: #eee">pale</p>'`,
    )
    expect(await findViolations(opened.page)).toMatchObject([{ id: 'color-contrast' }])
    await opened.close()
  })

  it.each(CASES)(
    'has no violations in the document of $document and fits the width on $name, before and after a request',
    async ({ document, method, path, viewport, colorScheme }) => {
      const context = { viewport, colorScheme, bypassCSP: true }
      const opened = await openPage(browser, { path: `/_twin/docs?api=${document}`, context })
      const { page } = opened
      await page.getByRole('heading', { name: 'Base URL' }).waitFor()
      expect(await findViolations(page)).toEqual([])
      await openOperation(page, method, path)
      expect(await findViolations(page)).toEqual([])
      await page.getByRole('button', { name: 'Execute' }).click()
      await page.getByText(/Response Status: OK \(200\)/i).waitFor()
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
      await opened.close()
    },
  )
})
