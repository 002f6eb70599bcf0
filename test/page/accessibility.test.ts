import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { APPEARANCES, findViolations } from './accessibility.ts'
import { launchBrowser, openPage } from './browser.ts'

const VIEWS = ['live', 'requests', 'faults', 'settings', 'delivery', 'worlds', 'report'] as const

describe('accessibility of the page', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(APPEARANCES)('has no violations and fits the width on $name', async ({ viewport, colorScheme }) => {
    const opened = await openPage(browser, { context: { viewport, colorScheme, bypassCSP: true } })
    const { page, twin } = opened
    await twin.fetch(
      new Request('http://localhost/api/v2/runs.json?flow=none', { headers: { authorization: 'Token mine' } }),
    )
    await page.getByRole('button', { name: 'Run -2', exact: true }).click()
    await page.getByRole('button', { name: 'Show calls' }).click()
    await page.getByRole('columnheader', { name: 'idnow' }).waitFor()
    expect(await page.locator('html').getAttribute('data-color-scheme')).toBe(colorScheme)
    for (const view of VIEWS) {
      await page.evaluate(`location.hash = '#view=${view}'`)
      await page.locator(`nav a[aria-current=page][href*="view=${view}"]`).waitFor()
      expect(await findViolations(page), view).toEqual([])
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
    }
    expect(opened.foreignRequests).toEqual([])
    expect(opened.consoleErrors).toEqual([])
    await opened.close()
  })

  it('keeps the color scheme that was selected after a reload', async () => {
    const opened = await openPage(browser, { context: { colorScheme: 'light' } })
    const { page } = opened
    await page.getByRole('button', { name: 'Dark' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Dark', pressed: true }).waitFor()
    expect(await page.locator('html').getAttribute('data-color-scheme')).toBe('dark')
    expect(await page.evaluate(`localStorage.getItem('flowtwin.colorScheme')`)).toBe('dark')
    await opened.close()
  })
})
