import { existsSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { createTwin } from '../../mock/index.ts'
import type { Twin, TwinOptions, TwinListenOptions } from '../../mock/index.ts'

/** Where Debian and its kin have it, unless the machine says otherwise. */
const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

export const hasBrowser = existsSync(CHROMIUM)

if (!hasBrowser) {
  console.warn(
    `\nNOT RUN: the page was not tested in a browser, because there is none at ${CHROMIUM}. ` +
      'Install chromium ("apt-get install chromium"), or say where it is with CHROMIUM.\n',
  )
}

/** @throws when there is no browser; ask `hasBrowser` before */
export function browser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] })
}

/** A served twin with the page open in a browser. */
export interface Opened {
  readonly page: Page
  readonly twin: Twin
  readonly url: string
  /** Requests that left the host. */
  readonly strangers: readonly string[]
  /** What the browser complained of. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export interface Opening {
  readonly twin?: TwinOptions
  readonly where?: TwinListenOptions
  readonly context?: BrowserContextOptions
  /** Below the server's root. */
  readonly path?: string
}

export async function opened(chrome: Browser, opening: Opening = {}): Promise<Opened> {
  const twin = createTwin({ now: '2026-01-15T09:00:00Z', runs: 300, ...opening.twin })
  const listening = await twin.listen(opening.where)
  // The tests say what they need to be allowed; nothing else is blocked but what leaves the host.
  const context = await chrome.newContext({ permissions: ['clipboard-read', 'clipboard-write'], ...opening.context })
  const strangers: string[] = []
  const complaints: string[] = []
  await context.route(
    (url) => url.origin !== listening.url,
    (route) => {
      strangers.push(route.request().url())
      return route.abort()
    },
  )
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${listening.url}${opening.path ?? '/_twin/'}`)
  const close = async () => {
    await context.close()
    await listening.close()
  }
  return { page, twin, url: listening.url, strangers, complaints, close }
}
