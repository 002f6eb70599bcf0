import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, hasBrowser, opened } from './browser.ts'

const TRIED = [
  ['qyvo', 'The newest flow sessions of the workspace'],
  ['recrubo', 'One flow run'],
  ['idnow', 'The sessions of a flow, a page at a time'],
] as const

describe.skipIf(!hasBrowser)('the API documents', () => {
  let chrome: Browser
  beforeAll(async () => {
    chrome = await browser()
  })
  afterAll(() => chrome.close())

  it.each(TRIED)('of %s are tried against the running world, with a credential that works', async (name, operation) => {
    const shown = await opened(chrome, { path: `/_twin/docs?api=${name}` })
    const { page } = shown
    await page.getByText(operation, { exact: true }).first().click()
    await page.getByRole('button', { name: 'Execute' }).click()
    await page.getByText(/Response Status: OK \(200\)/i).waitFor()
    expect(shown.strangers).toEqual([])
    expect(shown.complaints).toEqual([])
    await shown.close()
  })
})
