import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, hasBrowser, opened, type Opened } from './browser.ts'
import { LOOKS, violationsOn } from './looks.ts'

const TRIED = [
  ['qyvo', 'The newest flow sessions of the workspace'],
  ['recrubo', 'One flow run'],
  ['rapidpro', 'The contact groups of the workspace'],
  ['idnow', 'The sessions of a flow, a page at a time'],
  ['control', 'What the clock shows, and how it goes'],
] as const

/** All documents in two of the looks, which have both widths and both schemes; the one with most in it in the others, too. */
const LOOKED_AT = LOOKS.flatMap((look, at) =>
  TRIED.filter(([document]) => at === 0 || at === 3 || document === 'recrubo').map(([document, operation]) => ({
    ...look,
    document,
    operation,
  })),
)

describe.skipIf(!hasBrowser)('the API documents', () => {
  let chrome: Browser
  beforeAll(async () => {
    chrome = await browser()
  })
  afterAll(() => chrome.close())

  it.each(TRIED)('of %s are tried against the running world, with a credential that works', async (name, operation) => {
    const shown = await opened(chrome, { path: `/_twin/docs?api=${name}` })
    await tried(shown, operation)
    expect(shown.strangers).toEqual([])
    expect(shown.complaints).toEqual([])
    await shown.close()
  })

  it('are looked into, though the library draws them in a shadow', async () => {
    const shown = await opened(chrome, { path: '/_twin/docs?api=qyvo', context: { bypassCSP: true } })
    await shown.page.getByText(TRIED[0][1], { exact: true }).first().waitFor()
    await shown.page.evaluate(
      `document.querySelector('openapi-explorer').shadowRoot.querySelector('main').innerHTML += '<p style="color: #eee">pale</p>'`,
    )
    expect(await violationsOn(shown.page)).toMatchObject([{ id: 'color-contrast' }])
    await shown.close()
  })

  it.each(LOOKED_AT)(
    'of $document break no rule of accessibility and fit on $name, closed, opened and answered',
    async ({ document, operation, viewport, colorScheme }) => {
      const context = { viewport, colorScheme, bypassCSP: true }
      const shown = await opened(chrome, { path: `/_twin/docs?api=${document}`, context })
      const { page } = shown
      await page.getByText(operation, { exact: true }).first().waitFor({ state: 'attached' })
      expect(await violationsOn(page)).toEqual([])
      await tried(shown, operation)
      expect(await violationsOn(page)).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
      await shown.close()
    },
  )
})

async function tried({ page }: Opened, operation: string): Promise<void> {
  await page.getByText(operation, { exact: true }).first().click()
  await page.getByRole('button', { name: 'Execute' }).click()
  await page.getByText(/Response Status: OK \(200\)/i).waitFor()
}
