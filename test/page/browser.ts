import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { createTwin, type Twin, type TwinListenOptions, type TwinOptions } from '../../mock/index.ts'

/** Set by vitest.config.ts, which leaves these tests out when there is no browser. */
const CHROMIUM = process.env['CHROMIUM']

export const VIEWPORTS = [
  { device: 'a desktop', viewport: { width: 1280, height: 900 } },
  { device: 'a phone', viewport: { width: 360, height: 740 } },
] as const

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox', '--disable-gpu'] })
}

/** A served twin with a page of it open in a browser. */
export interface OpenPage {
  readonly page: Page
  readonly twin: Twin
  readonly url: string
  /** URLs of requests to other hosts, all blocked. */
  readonly foreignRequests: readonly string[]
  /** Errors and warnings of the browser's console. */
  readonly consoleErrors: readonly string[]
  /** Stops the server and leaves the page open. */
  stop(): Promise<void>
  close(): Promise<void>
}

interface OpenPageOptions {
  readonly twin?: TwinOptions
  readonly listen?: TwinListenOptions
  readonly context?: BrowserContextOptions
  /** Path from the server's root. */
  readonly path?: string
}

export async function openPage(browser: Browser, options: OpenPageOptions = {}): Promise<OpenPage> {
  const twin = createTwin({ now: '2026-01-15T09:00:00Z', runs: 300, ...options.twin })
  const listening = await twin.listen(options.listen)
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...options.context })
  const foreignRequests: string[] = []
  const consoleErrors: string[] = []
  await context.route(
    (url) => url.origin !== listening.url,
    (route) => {
      foreignRequests.push(route.request().url())
      return route.abort()
    },
  )
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) consoleErrors.push(message.text())
  })
  page.on('pageerror', (error) => consoleErrors.push(error.message))
  await page.goto(`${listening.url}${options.path ?? '/_twin/'}`)
  const close = async () => {
    await context.close()
    await listening.close()
  }
  const stop = () => listening.close()
  return { page, twin, url: listening.url, foreignRequests, consoleErrors, stop, close }
}

/** Opens an operation of the API documents: by its link in the sidebar, on a phone by its line in the list. */
export async function openOperation(page: Page, method: string, path: string): Promise<void> {
  const id = `${method}-${path.replaceAll(/[{}]/g, '-')}`
  await page.locator(`[id="link-${id}"], section[id="${id}"] > summary`).click()
  await page.locator(`api-request[element-id="${id}"]`).waitFor()
}
