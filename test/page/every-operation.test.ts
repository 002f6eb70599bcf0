import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { document as control } from '../../spec/generated/control.document.ts'
import { document as idnow } from '../../spec/generated/idnow.document.ts'
import { document as qyvo } from '../../spec/generated/qyvo.document.ts'
import { document as rapidpro } from '../../spec/generated/rapidpro.document.ts'
import { document as recrubo } from '../../spec/generated/recrubo.document.ts'
import { findViolations } from './accessibility.ts'
import { launchBrowser, openOperation, openPage, VIEWPORTS } from './browser.ts'

const DOCUMENTS = { qyvo, recrubo, rapidpro, idnow, control } as const

/** Operations that refuse the first click in a new world, with the documented status. */
const REFUSALS: Readonly<Record<string, number>> = {
  // The default world cannot be deleted.
  'DELETE /_twin/v1/worlds/{world}': 409,
  // The journal of a new world has no entries.
  'POST /_twin/v1/worlds/{world}/journal/wait': 409,
}

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const

function listOperations(name: keyof typeof DOCUMENTS): readonly string[] {
  const { paths } = DOCUMENTS[name]
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
  )
}

/** A phone shows the same forms, so a sample is enough there; it creates the subscription that its other operations name. */
function isInSample(operation: string, position: number): boolean {
  return position % 4 === 0 || operation === 'POST /public/v2/webhooks'
}

const CASES = VIEWPORTS.flatMap(({ device, viewport }, index) =>
  (Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[]).map((name) => ({
    name,
    device,
    viewport,
    operations: index === 0 ? listOperations(name) : listOperations(name).filter(isInSample),
  })),
)

describe('every operation of the API documents', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())

  it.each(CASES)('of $name works on the first click on $device', async ({ name, viewport, operations }) => {
    const opened = await openPage(browser, {
      path: `/_twin/docs?api=${name}`,
      context: { viewport, bypassCSP: true },
    })
    const { page } = opened
    await page.getByRole('heading', { name: 'First call' }).waitFor()
    const results: Record<string, number> = {}
    for (const operation of operations) {
      results[operation] = await executeOperation(page, operation)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width)
    }
    const refused = Object.entries(results).filter(([, status]) => status < 200 || status > 299)
    expect(refused).toEqual(Object.entries(REFUSALS).filter(([operation]) => operations.includes(operation)))
    expect(await findViolations(page)).toEqual([])
    expect(opened.foreignRequests).toEqual([])
    const errors = opened.consoleErrors.filter((text) => !text.startsWith('Failed to load resource'))
    expect(errors).toEqual([])
    await opened.close()
  })
})

/** Opens an operation and sends its request as it is filled in. @returns the status of the response */
async function executeOperation(page: Page, operation: string): Promise<number> {
  const [method = '', path = ''] = operation.split(' ')
  await openOperation(page, method.toLowerCase(), path)
  const pattern = new RegExp(`^(/w/[^/]+)?${path.replaceAll('.', String.raw`\.`).replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)
  const [response] = await Promise.all([
    page.waitForResponse(
      (candidate) =>
        candidate.request().method() === method &&
        candidate.status() !== 302 &&
        (pattern.test(new URL(candidate.url()).pathname) || candidate.request().redirectedFrom() !== null),
    ),
    page.getByRole('button', { name: 'Execute' }).click(),
  ])
  await page.locator('openapi-explorer[aria-busy=false]').waitFor()
  return response.status()
}
