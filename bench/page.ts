import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { createTwin } from '../mock/index.ts'

/** How smoothly the timeline moves with so many runs on it. */
export interface PageFigures {
  readonly runsInView: number
  /** Pictures that the browser showed in a second, and the longest time between two of them. */
  readonly picturesPerSecond: number
  readonly longestGapMs: number
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Counts pictures; evaluated in the browser. */
const COUNT = `new Promise((resolve) => {
  const begun = performance.now()
  let pictures = 0, last = begun, longest = 0
  requestAnimationFrame(function next(now) {
    pictures++
    longest = Math.max(longest, now - last)
    last = now
    if (now - begun < SECONDS * 1000) return requestAnimationFrame(next)
    const runs = [...document.querySelectorAll('.legend b')].reduce((sum, one) => sum + Number(one.textContent), 0)
    resolve([runs, pictures / ((now - begun) / 1000), longest])
  })
})`

/** A world at 60x whose timeline shows more than ten thousand runs; null where there is no browser. */
export async function measurePage(seconds: number): Promise<PageFigures | null> {
  if (!existsSync(CHROMIUM)) return null
  const twin = createTwin({ runs: 12_000, every: '2s', clock: 60 })
  const listening = await twin.listen()
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, bypassCSP: true })
    await page.goto(`${listening.url}/_twin/`)
    // Asking again and again is evaluated text, which the page forbids itself. The legend is complete once all of the timeline's runs have been read.
    await page.waitForFunction(
      `[...document.querySelectorAll('.legend b')].reduce((sum, one) => sum + Number(one.textContent), 0) > 10000`,
    )
    const [runsInView, rate, longest] = await page.evaluate<number[]>(COUNT.replace('SECONDS', String(seconds)))
    return {
      runsInView: runsInView ?? 0,
      picturesPerSecond: Math.round((rate ?? 0) * 10) / 10,
      longestGapMs: Math.round(longest ?? 0),
    }
  } finally {
    await browser.close()
    await listening.close()
  }
}
