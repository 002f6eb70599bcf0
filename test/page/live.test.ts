import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { browser, hasBrowser, opened, type Opened } from './browser.ts'
import { WIDTHS } from './looks.ts'

/** The name of whatever has the focus; evaluated in the browser. */
const FOCUSED = 'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent'

describe.skipIf(!hasBrowser).each(WIDTHS)('the page on $width', ({ viewport }) => {
  let chrome: Browser
  let shown: Opened
  beforeAll(async () => {
    chrome = await browser()
  })
  afterAll(() => chrome.close())
  beforeEach(async () => {
    shown = await opened(chrome, { context: { viewport } })
    await shown.page.getByRole('button', { name: 'Run -2', exact: true }).waitFor()
  })
  afterEach(async () => {
    expect(shown.complaints).toEqual([])
    expect(shown.strangers).toEqual([])
    await shown.close()
  })

  it('tells one run as all four vendors tell it, and leaves no trace in the journal', async () => {
    const { page, twin } = shown
    await page.getByRole('button', { name: 'Run -2', exact: true }).click()
    const told = page.getByRole('region', { name: 'What the vendors say' })
    for (const vendor of ['qyvo', 'recrubo', 'rapidpro', 'idnow']) {
      await told.getByRole('columnheader', { name: vendor }).waitFor()
    }
    await page.getByText(/words, 4 ids and 3 ways to write an instant/).waitFor()
    expect(twin.journal.count).toBe(0)
  })

  it('lets half an hour pass, says what has happened, and shows the call that did it', async () => {
    const { page, twin } = shown
    const before = twin.clock.now
    await page.getByRole('button', { name: 'Show calls' }).click()
    await page.getByText(`-d '{"advance":"31m"}'`).waitFor()
    await page.getByRole('button', { name: 'Advance', exact: true }).click()
    await page.getByRole('heading', { name: /events in 31 min/ }).waitFor()
    expect(await page.getByRole('timer').textContent()).toContain('09:31:00')
    expect(twin.clock.now - before).toBe(31 * 60 * 1_000_000)
  })

  it('goes to the very next event, runs, and stands still again', async () => {
    const { page, twin } = shown
    const before = twin.clock.now
    await page.getByRole('button', { name: 'To next event' }).click()
    await page.getByRole('heading', { name: /^1 event in/ }).waitFor()
    expect(twin.clock.now).toBeGreaterThan(before)
    await page.getByRole('button', { name: 'Run at 60x' }).click()
    await page.getByRole('timer').getByText('60x').waitFor()
    expect(twin.world.clock).toEqual({ kind: 'scaled', rate: 60 })
    await page.getByRole('button', { name: 'Freeze' }).click()
    await page.getByRole('timer').getByText('frozen').waitFor()
    expect(twin.world.clock.kind).toBe('frozen')
  })

  it('hears at once of a run that somebody else starts and ends', async () => {
    const { page, twin } = shown
    const created = twin.world.applyOperation({
      kind: 'create',
      flow: 0,
      contact: 3,
      environment: 'live',
      input: { variables: {}, initialMessage: {} },
    })
    const name = `Run ${created?.number}`
    await page.getByRole('button', { name, exact: true }).click()
    await page.getByRole('heading', { name }).waitFor()
    await page.getByRole('button', { name: 'Expire' }).click()
    await page.getByText(`${name} is expired.`).waitFor()
    expect(twin.world.findRun(created?.number ?? 0)?.status).toBe('expired')
  })

  it('looks back by its slider and asks the vendors as of then', async () => {
    const { page, twin } = shown
    twin.clock.advance('3h')
    await page.getByRole('timer').getByText('12:00:00').waitFor()
    await page
      .getByRole('button', { name: /^Run \d+$/ })
      .first()
      .click()
    const slider = page.getByRole('slider', { name: 'Look back to' })
    await slider.fill('600')
    await page.getByRole('timer').getByText('looking back').waitFor()
    const then = await page.getByRole('timer').textContent()
    expect(then).not.toContain('12:00:00')
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.getByRole('timer').getByText('12:00:00').waitFor()
  })

  it('can be used with the keyboard alone', async () => {
    const { page } = shown
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    const names: string[] = []
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab')
      names.push(String(await page.evaluate(FOCUSED)))
    }
    expect(names.join('\n')).toContain('Advance')
    expect(names.join('\n')).toContain('Timeline of runs')
    const timeline = page.getByRole('img', { name: /Timeline of runs/ })
    await timeline.focus()
    await page.keyboard.press('-')
    expect(await page.getByRole('combobox', { name: 'Show' }).inputValue()).toBe(String(24 * 3600 * 1_000_000))
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).not.toBe('none')
  })
})
