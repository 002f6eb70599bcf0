import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APPEARANCES, findViolations } from './accessibility.ts'
import { launchBrowser, openPage, type OpenPage } from './browser.ts'

/** An operation of each document, by its summary. */
const OPERATIONS = [
  ['qyvo', 'List the newest flow sessions'],
  ['recrubo', 'Read a flow run'],
  ['rapidpro', 'List contact groups'],
  ['idnow', 'List the sessions of a flow'],
  ['control', 'Read the clock'],
] as const

/** All documents in two appearances, which cover both widths and both color schemes; the largest document in all. */
const CASES = APPEARANCES.flatMap((appearance, index) =>
  OPERATIONS.filter(([document]) => index === 0 || index === 3 || document === 'recrubo').map(
    ([document, operation]) => ({ ...appearance, document, operation }),
  ),
)

describe('API documents', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(OPERATIONS)('sends a request of %s to the running world with a valid credential', async (name, operation) => {
    const opened = await openPage(browser, { path: `/_twin/docs?api=${name}` })
    await executeOperation(opened, operation)
    expect(opened.foreignRequests).toEqual([])
    expect(opened.consoleErrors).toEqual([])
    await opened.close()
  })

  it('has its shadow root included in the accessibility check', async () => {
    const opened = await openPage(browser, { path: '/_twin/docs?api=qyvo', context: { bypassCSP: true } })
    await opened.page.getByText(OPERATIONS[0][1], { exact: true }).first().waitFor()
    await opened.page.evaluate(
      `document.querySelector('openapi-explorer').shadowRoot.querySelector('main').innerHTML += '<p style="color: #eee">pale</p>'`,
    )
    expect(await findViolations(opened.page)).toMatchObject([{ id: 'color-contrast' }])
    await opened.close()
  })

  it.each(CASES)(
    'has no violations in $document and fits the width on $name, before and after a request',
    async ({ document, operation, viewport, colorScheme }) => {
      const context = { viewport, colorScheme, bypassCSP: true }
      const opened = await openPage(browser, { path: `/_twin/docs?api=${document}`, context })
      const { page } = opened
      await page.getByText(operation, { exact: true }).first().waitFor({ state: 'attached' })
      expect(await findViolations(page)).toEqual([])
      await executeOperation(opened, operation)
      expect(await findViolations(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
      await opened.close()
    },
  )
})

async function executeOperation({ page }: OpenPage, operation: string): Promise<void> {
  await page.getByText(operation, { exact: true }).first().click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await page.getByText(/Response Status: OK \(200\)/i).waitFor()
}
