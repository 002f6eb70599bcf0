import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './accessibility.ts'
import { launchBrowser, openPage, VIEWPORTS } from './browser.ts'

describe('the tour', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(VIEWPORTS)('tells the story of the abandoned cart in a world of its own on $device', async ({ viewport }) => {
    const opened = await openPage(browser, { path: '/_twin/?tour', context: { viewport, bypassCSP: true } })
    const { page, url, twin } = opened
    const tour = page.locator('.tour')
    const readRun = async (number: number) => {
      const response = await fetch(`${url}/_twin/v1/worlds/tour/runs/${number}`)
      return (await response.json()) as { readonly status: string }
    }
    await tour.getByRole('heading', { name: 'An abandoned cart' }).waitFor()
    expect(await findViolations(page)).toEqual([])
    await tour.getByRole('button', { name: 'Start', exact: true }).click()
    await tour.getByRole('button', { name: 'Start the flow' }).click()
    await tour.getByRole('heading', { name: 'The run is queued' }).waitFor()
    const first = Number((await page.locator('#run-title').textContent())?.slice('Run '.length))
    expect(await readRun(first)).toMatchObject({ status: 'queued' })
    await tour.getByRole('button', { name: 'Advance 2 minutes' }).click()
    await tour.getByRole('heading', { name: 'The first message is out' }).waitFor()
    expect(await readRun(first)).toMatchObject({ status: 'running' })
    await tour.getByRole('button', { name: 'Advance 31 minutes' }).click()
    await tour.getByRole('heading', { name: 'No reply: the run has expired' }).waitFor()
    expect(await readRun(first)).toMatchObject({ status: 'expired' })
    await page.getByRole('columnheader', { name: 'idnow' }).waitFor()
    await tour.getByRole('button', { name: 'Send a second nudge' }).click()
    await tour.getByRole('heading', { name: 'Ada gets a second message' }).waitFor()
    const second = Number((await page.locator('#run-title').textContent())?.slice('Run '.length))
    expect(second).not.toBe(first)
    await tour.getByRole('button', { name: 'Advance 29 minutes' }).click()
    await tour.getByRole('heading', { name: 'The cart is rescued' }).waitFor()
    expect(await readRun(second)).toMatchObject({ status: 'completed' })
    await tour.getByRole('button', { name: 'End the tour' }).click()
    await tour.waitFor({ state: 'detached' })
    expect(twin.journal.count).toBe(0)
    expect(opened.foreignRequests).toEqual([])
    expect(opened.consoleErrors).toEqual([])
    await opened.close()
  })

  it('starts with one click, can be left, and begins again in a fresh world', async () => {
    const opened = await openPage(browser)
    const { page, url } = opened
    for (const _ of [1, 2]) {
      await page.getByRole('button', { name: 'Tour' }).click()
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await page.getByRole('button', { name: 'Start the flow' }).click()
      await page.getByRole('button', { name: 'Advance 2 minutes' }).waitFor()
      await page.getByRole('button', { name: 'Leave the tour' }).click()
      await page.getByRole('button', { name: 'Leave the tour' }).waitFor({ state: 'detached' })
      const { total } = (await (await fetch(`${url}/_twin/v1/worlds/tour/runs`)).json()) as { readonly total: number }
      expect(total).toBe(61)
    }
    expect(opened.consoleErrors.filter((text) => !text.includes('409'))).toEqual([])
    await opened.close()
  })
})
