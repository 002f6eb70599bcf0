import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, openPage, type OpenPage, VIEWPORTS } from './browser.ts'

/** Evaluates in the browser to the name of the element that has the focus. */
const FOCUSED_NAME = 'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent'

describe.each(VIEWPORTS)('the Live view on $device', ({ viewport }) => {
  let browser: Browser
  let opened: OpenPage
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  beforeEach(async () => {
    opened = await openPage(browser, { context: { viewport } })
    await opened.page.getByRole('button', { name: 'Run -2', exact: true }).waitFor()
  })
  afterEach(async () => {
    expect(opened.consoleErrors).toEqual([])
    expect(opened.foreignRequests).toEqual([])
    await opened.close()
  })

  it('shows one run as each vendor returns it without adding journal entries', async () => {
    const { page, twin } = opened
    await page.getByText('300 of 300 runs loaded, newest first').waitFor()
    await page.getByRole('button', { name: 'Run -2', exact: true }).click()
    const comparison = page.getByRole('region', { name: 'Fields by vendor' })
    for (const vendor of ['qyvo', 'recrubo', 'rapidpro', 'idnow']) {
      await comparison.getByRole('columnheader', { name: vendor }).waitFor()
    }
    await page.getByText(/status values, 4 ids, 3 timestamp formats/).waitFor()
    expect(twin.journal.count).toBe(0)
  })

  it('advances the clock, lists the events and shows the request as curl in a drawer', async () => {
    const { page, twin } = opened
    const before = twin.clock.now
    await page.getByRole('button', { name: 'Show calls' }).click()
    const drawer = page.getByRole('complementary', { name: 'Calls of this view' })
    await drawer.getByText(`-d '{"advance":"31m"}'`).waitFor()
    await drawer.getByRole('button', { name: 'Close' }).click()
    await page.getByRole('button', { name: 'Advance', exact: true }).click()
    await page.getByRole('heading', { name: /events in 31 min/ }).waitFor()
    await page.getByText(/^09:31:00 \(frozen\), \d+ events/).waitFor()
    expect(await page.getByRole('timer').textContent()).toContain('09:31:00')
    expect(twin.clock.now - before).toBe(31 * 60 * 1_000_000)
  })

  it('moves the clock to the next event, plays and freezes it', async () => {
    const { page, twin } = opened
    const before = twin.clock.now
    await page.getByRole('button', { name: 'To next event' }).click()
    await page.getByRole('heading', { name: /^1 event in/ }).waitFor()
    expect(twin.clock.now).toBeGreaterThan(before)
    await page.getByRole('button', { name: 'Play at 60x' }).click()
    await page.getByRole('timer').getByText('60x').waitFor()
    expect(twin.world.clockMode).toEqual({ kind: 'scaled', rate: 60 })
    await page.getByRole('button', { name: 'Freeze' }).click()
    await page.getByRole('timer').getByText('frozen').waitFor()
    expect(twin.world.clockMode.kind).toBe('frozen')
  })

  it('shows a run that another client created, and ends it', async () => {
    const { page, twin } = opened
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

  it('brings the detail of a selected run into view', async () => {
    const { page } = opened
    await page.getByRole('button', { name: 'Run -2', exact: true }).click()
    await page.getByRole('columnheader', { name: 'idnow' }).waitFor()
    const top = Number(await page.evaluate('document.getElementById("run-title").getBoundingClientRect().top'))
    expect(top).toBeGreaterThanOrEqual(0)
    expect(top).toBeLessThan(viewport.height)
  })

  it('shows the weekday of runs of another day than the displayed one', async () => {
    const other = await openPage(browser, { twin: { runs: 20, every: '3h' }, context: { viewport } })
    await other.page.getByText(/^Thu 15 Jan, \d\d:/).waitFor()
    const cell = other.page.getByRole('cell', { name: /^Wed 14 Jan \d\d:\d\d:\d\d$/ })
    await cell.first().waitFor()
    await other.close()
  })

  it('inserts a run of a new contact and selects it', async () => {
    const { page, twin } = opened
    const form = page.getByRole('form', { name: 'Insert a run' })
    await form.getByRole('textbox', { name: 'Contact' }).fill('Ada Wells')
    await form.getByRole('textbox', { name: 'Phone' }).fill('+31612345678')
    await form.getByRole('combobox', { name: 'End' }).selectOption('Expired')
    await form.getByRole('button', { name: 'Insert run' }).click()
    const heading = page.getByRole('heading', { name: /^Run 1\d*$|^Run 0$/ })
    await heading.waitFor()
    const number = Number((await heading.textContent())?.slice('Run '.length))
    const contact = twin.world.findRun(number)?.contact ?? -1
    const response = await fetch(`${opened.url}/_twin/v1/worlds/default/contacts/${contact}`)
    expect(await response.json()).toMatchObject({ name: 'Ada Wells', phone: '+31612345678' })
  })

  it('adds a flow, which can be chosen for a run', async () => {
    const { page, twin } = opened
    const form = page.getByRole('form', { name: 'Add a flow' })
    await form.getByRole('textbox', { name: 'Name' }).fill('Size help')
    await form.getByRole('textbox', { name: 'Questions' }).fill('size, colour')
    await form.getByRole('button', { name: 'Add flow' }).click()
    await page.getByText(/^Added flow \d+\./).waitFor()
    expect(twin.world.dataset.flows.at(-1)).toMatchObject({ questions: 2, own: { name: 'Size help' } })
    const choice = page.getByRole('form', { name: 'Insert a run' }).getByRole('combobox', { name: 'Flow' })
    await choice.selectOption('Size help')
  })

  it('sends no contact without a valid phone', async () => {
    const { page, url } = opened
    const form = page.getByRole('form', { name: 'Insert a contact' })
    await form.getByRole('textbox', { name: 'Name' }).fill('Ada Wells')
    await form.getByRole('textbox', { name: 'Phone' }).fill('0612')
    await form.getByRole('button', { name: 'Insert contact' }).click()
    expect(await form.locator('input:invalid').count()).toBe(1)
    await form.getByRole('textbox', { name: 'Phone' }).fill('+31612345678')
    await form.getByRole('button', { name: 'Insert contact' }).click()
    await page.getByText(/^Inserted contact \d+\./).waitFor()
    const response = await fetch(`${url}/_twin/v1/worlds/default/contacts?skip=200&limit=200`)
    expect(await response.text()).toContain('+31612345678')
  })

  it('looks back with the slider and returns to the present', async () => {
    const { page, twin } = opened
    twin.clock.advance('3h')
    await page.getByRole('timer').getByText('12:00:00').waitFor()
    await page
      .getByRole('button', { name: /^Run \d+$/ })
      .first()
      .click()
    const slider = page.getByRole('slider', { name: 'Look back to' })
    await slider.fill('600')
    await page.getByRole('timer').getByText('looking back').waitFor()
    const text = await page.getByRole('timer').textContent()
    expect(text).not.toContain('12:00:00')
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.getByRole('timer').getByText('12:00:00').waitFor()
  })

  it('is usable with the keyboard only', async () => {
    const { page } = opened
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    const names: string[] = []
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab')
      names.push(String(await page.evaluate(FOCUSED_NAME)))
    }
    expect(names.join('\n')).toContain('Advance')
    expect(names.join('\n')).toContain('Timeline of runs')
    const timeline = page.getByRole('img', { name: /Timeline of runs/ })
    await timeline.focus()
    await page.keyboard.press('-')
    const range = page.getByRole('combobox', { name: 'Time range' })
    expect(await range.inputValue()).toBe(String(24 * 3600 * 1_000_000))
    const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')
    expect(outline).not.toBe('none')
  })
})
