import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, hasBrowser, opened } from './browser.ts'
import { LOOKS, violationsOn } from './looks.ts'

const VIEWS = ['live', 'requests', 'faults', 'audit', 'worlds', 'report'] as const

describe.skipIf(!hasBrowser)('the page, for everybody', () => {
  let chrome: Browser
  beforeAll(async () => {
    chrome = await browser()
  })
  afterAll(() => chrome.close())

  it.each(LOOKS)('breaks no rule of accessibility and fits on $name', async ({ viewport, colorScheme }) => {
    const shown = await opened(chrome, { context: { viewport, colorScheme, bypassCSP: true } })
    const { page, twin } = shown
    await twin.fetch(
      new Request('http://localhost/api/v2/runs.json?flow=none', { headers: { authorization: 'Token mine' } }),
    )
    await page.getByRole('button', { name: 'Run -2', exact: true }).click()
    await page.getByRole('button', { name: 'Show calls' }).click()
    await page.getByRole('columnheader', { name: 'idnow' }).waitFor()
    expect(await page.locator('html').getAttribute('data-scheme')).toBe(colorScheme)
    for (const view of VIEWS) {
      await page.evaluate(`location.hash = '#view=${view}'`)
      await page.locator(`nav a[aria-current=page][href*="view=${view}"]`).waitFor()
      expect(await violationsOn(page), view).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
    }
    expect(shown.strangers).toEqual([])
    expect(shown.complaints).toEqual([])
    await shown.close()
  })

  it('changes its colours by a switch and remembers it', async () => {
    const shown = await opened(chrome, { context: { colorScheme: 'light' } })
    const { page } = shown
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor()
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('dark')
    await shown.close()
  })
})
