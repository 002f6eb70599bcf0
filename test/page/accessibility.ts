import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** How wide the page is looked at. */
export const WIDTHS = [
  { width: 'a desktop', viewport: { width: 1280, height: 900 } },
  { width: 'a phone', viewport: { width: 360, height: 740 } },
] as const

/** Every width in either scheme of colours. */
export const LOOKS = WIDTHS.flatMap(({ width, viewport }) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ name: `${width} in ${colorScheme}`, viewport, colorScheme })),
)

/** A colour on its way to another one is neither; what a script does next is shown two frames later. */
const SETTLED = `(async () => {
  for (const _ of [1, 2]) await new Promise((resolve) => requestAnimationFrame(resolve))
  const roots = [document, ...[...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? [])]
  await Promise.allSettled(roots.flatMap((root) => root.getAnimations()).map(({ finished }) => finished))
})()`

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly html: string }[]
}

/**
 * What breaks a rule of accessibility, open shadow roots included. Axe is put into the page, which the page's own policy
 * forbids everybody else: the context has to bypass it.
 */
export async function violationsOn(page: Page): Promise<readonly object[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.addScriptTag({ content: AXE })
  await page.evaluate(SETTLED)
  const found = await page.evaluate<{ readonly violations: readonly Violation[] }>(
    'axe.run(document, { resultTypes: ["violations"] })',
  )
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => ({ id, target, html })))
}
