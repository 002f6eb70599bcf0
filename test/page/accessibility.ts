import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { VIEWPORTS } from './browser.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every viewport in both color schemes. */
export const APPEARANCES = VIEWPORTS.flatMap(({ device, viewport }) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ name: `${device} in ${colorScheme}`, viewport, colorScheme })),
)

/** Waits for two frames and for all animations, since a color in transition has no contrast to measure. */
const WAIT_FOR_ANIMATIONS = `(async () => {
  for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve))
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
  await Promise.allSettled(roots.flatMap((root) => root.getAnimations()).map(({ finished }) => finished))
})()`

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly html: string }[]
}

/** Runs axe on the page, open shadow roots included. The browser context must bypass the content security policy. */
export async function findViolations(page: Page): Promise<readonly object[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ content: AXE })
  await page.evaluate(WAIT_FOR_ANIMATIONS)
  const { violations } = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  )
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target, html })))
}
