import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answersDigest } from './digest.ts'

// Pinned, so that another Node, machine or time zone has to give the same. It also holds the names that the locked
// version of Faker chooses; a new version of Faker may change it, anything else may not.
const DIGEST = '2b44c9bc64a928bea0f6006a'

describe('the same seed', () => {
  it('gives the same bytes in whatever order sixteen clients ask', async () => {
    for (const shuffle of [1, 2, 3]) expect(await answersDigest(42, shuffle)).toBe(DIGEST)
  })

  it.each(['Pacific/Kiritimati', 'America/St_Johns'])('gives the same bytes in %s', (zone) => {
    const script = `import { answersDigest } from './test/digest.ts'; console.log(await answersDigest(42, 7))`
    const options = { cwd: join(import.meta.dirname, '..'), env: { ...process.env, TZ: zone, LANG: 'tr_TR.UTF-8' } }
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], options)
    expect(output.toString().trim()).toBe(DIGEST)
  })

  it('gives other bytes under another seed', async () => {
    expect(await answersDigest(43, 1)).not.toBe(DIGEST)
  })
})
