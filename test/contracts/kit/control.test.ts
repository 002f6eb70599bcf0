import { describe, expect, it } from 'vitest'
import { createFlowtwinControl } from '../../../contracts/index.ts'
import { requireControl, synchronizeClock } from '../../../contracts/kit/control.ts'
import { CheckStoppedError } from '../../../contracts/kit/outcome.ts'
import { createMockTarget } from '../../mock-target.ts'

const MINUTE = 60_000

describe('createFlowtwinControl', () => {
  it.each(['http://localhost:4010', 'http://localhost:4010/w/other'])(
    'advances the clock and adds runs at %s',
    async (url) => {
      const { mock, clock } = createMockTarget('qyvo', { seed: 7, runs: 30 })
      await mock.fetch(
        new Request('http://localhost:4010/_twin/v1/worlds', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ name: 'other', runs: 5 }),
        }),
      )
      const control = createFlowtwinControl({ url, fetch: mock.fetch })
      const before = clock.now()
      expect(await control.advance(31 * MINUTE)).toEqual({ milliseconds: 31 * MINUTE })
      expect((await control.insert(3)).milliseconds).toBeGreaterThan(0)
      // Each world has its own clock; this one is that of the default world.
      expect(clock.now() - before > 31 * MINUTE).toBe(!url.includes('other'))
      await control.reset()
    },
  )

  it('reports the error of the control API', async () => {
    const { mock } = createMockTarget('qyvo')
    const control = createFlowtwinControl({ url: 'http://localhost/w/nowhere', fetch: mock.fetch })
    await expect(control.reset()).rejects.toThrow(/answered 404: there is no world "nowhere"/)
  })
})

describe('a run with a control adapter', () => {
  const control = {
    name: 'a test adapter',
    abilities: ['advance'],
    reset: () => Promise.resolve(),
    insert: () => Promise.resolve({ milliseconds: 0 }),
    advance: (milliseconds: number) => Promise.resolve({ milliseconds }),
  } as const

  it('advances its own clock with the target', async () => {
    let now = 1000
    const real = { now: () => now, sleep: () => Promise.resolve() }
    const moved = synchronizeClock(real, control)
    await moved.control?.advance(5000)
    now += 10
    expect(moved.clock.now()).toBe(6010)
  })

  it('does not advance the clock twice when it is that of the target', async () => {
    let now = 1000
    const own = { ...control, advance: (by: number) => Promise.resolve({ milliseconds: (now += by) && by }) }
    const moved = synchronizeClock({ now: () => now, sleep: () => Promise.resolve() }, own)
    await moved.control?.advance(5000)
    expect(moved.clock.now()).toBe(6000)
  })

  it('is blocked by an adapter that fails', async () => {
    const failing = { ...control, advance: () => Promise.reject(new Error('no such world')) }
    const { control: managed } = synchronizeClock({ now: () => 0, sleep: () => Promise.resolve() }, failing)
    const error: unknown = await managed?.advance(1).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ outcome: { kind: 'blocked', reason: 'the control adapter failed: no such world' } })
  })

  it('makes a check not applicable without the required ability', () => {
    expect(requireControl({ control }, 'advance')).toBe(control)
    for (const without of [control, null])
      expect(() => requireControl({ control: without }, 'insert')).toThrow(CheckStoppedError)
  })
})
