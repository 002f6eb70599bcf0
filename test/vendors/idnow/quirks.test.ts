import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { quirks } from '../../../mock/vendors/idnow/quirks.ts'

/** The sources of the tests of all quirks; a test's title begins with the position. */
const source = ['list-quirks', 'session-quirks', 'write-quirks', 'webhook-deliveries']
  .map((name) => readFileSync(join(import.meta.dirname, `${name}.test.ts`), 'utf8'))
  .join('\n')

describe('every quirk of IDnow', () => {
  it.each(Object.values(quirks).map((quirk) => [quirk.id, quirk] as const))(
    '%s has a test for each position',
    (id, { positions, defaultPosition }) => {
      const [, block = ''] = source.split(`describe('${id}'`)
      const tests = block.split(/\ndescribe\(/)[0] ?? ''
      const untested = Object.keys(positions).filter(
        (position) => !tests.includes(`['${position}'`) && !tests.includes(`it('${position}:`),
      )
      expect(untested).toEqual([])
      expect(Object.keys(positions)).toContain(defaultPosition)
    },
  )
})
