import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { createTwin } from '../mock/index.ts'

/** The frame rate of the timeline with many runs in view. */
export interface PageFigures {
  readonly runsInView: number
  readonly framesPerSecond: number
  /** The longest time between two frames. */
  readonly longestGapMs: number
}

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Counts frames; evaluated in the browser. */
const COUNT = `new Promise((resolve) => {
  const started = performance.now()
  let frames = 0, last = started, longest = 0
  requestAnimationFrame(function next(now) {
    frames++
    longest = Math.max(longest, now - last)
    last = now
    if (now - started < SECONDS * 1000) return requestAnimationFrame(next)
    const runs = [...document.querySelectorAll('.legend b')].reduce((sum, one) => sum + Number(one.textContent), 0)
    resolve([runs, frames / ((now - started) / 1000), longest])
  })
})`

/** Measures the page with more than ten thousand runs and a clock at 60 times real time; null without a browser. */
export async function measurePage(seconds: number): Promise<PageFigures | null> {
  if (!existsSync(CHROMIUM)) return null
  const twin = createTwin({ runs: 12_000, every: '2s', clock: 60 })
  const server = await twin.listen()
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, bypassCSP: true })
    await page.goto(`${server.url}/_twin/`)
    // Polling evaluates text, which the page's policy forbids, hence `bypassCSP`. The legend shows all runs once they are loaded.
    await page.waitForFunction(
      `[...document.querySelectorAll('.legend b')].reduce((sum, one) => sum + Number(one.textContent), 0) > 10000`,
    )
    const [runsInView, rate, longest] = await page.evaluate<number[]>(COUNT.replace('SECONDS', String(seconds)))
    return {
      runsInView: runsInView ?? 0,
      framesPerSecond: Math.round((rate ?? 0) * 10) / 10,
      longestGapMs: Math.round(longest ?? 0),
    }
  } finally {
    await browser.close()
    await server.close()
  }
}
