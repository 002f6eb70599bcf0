import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { type HeldBody, HeldBodies } from '../../mock/http/held-bodies.ts'

/** Bytes that tell which body they belong to. */
function bodyOf(length: number, which: number): Buffer {
  return Buffer.alloc(length, which % 251)
}

describe('held bodies', () => {
  it('say what was handed in, whatever was let go and held since', () => {
    const deed = fc.record({
      length: fc.oneof(fc.nat(40_000), fc.nat(2_000_000)),
      releases: fc.nat(3),
      shares: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        const bodies = new HeldBodies()
        let model: { held: HeldBody; body: Buffer }[] = []
        for (const [which, { length, releases, shares }] of deeds.entries()) {
          const body = shares ? (model.at(-1)?.body ?? bodyOf(length, which)) : bodyOf(length, which)
          model.push({ held: bodies.hold(body), body })
          for (const { held } of model.slice(0, releases)) bodies.release(held)
          model = model.slice(releases)
          for (const one of model) expect(one.held.bytes.equals(one.body)).toBe(true)
          const whole = [...new Set(model.map(({ held }) => held))].reduce((sum, { length: bytes }) => sum + bytes, 0)
          expect(bodies.bytes).toBe(whole)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('count a body once for however many share it, and tell it from one that looks the same', () => {
    const bodies = new HeldBodies()
    const [page, other] = [bodyOf(1000, 1), bodyOf(1000, 1)]
    const [first, second, third] = [bodies.hold(page), bodies.hold(page), bodies.hold(other)]
    expect([second === first, third === first, bodies.bytes]).toEqual([true, false, 2000])
    bodies.release(first)
    expect(bodies.bytes).toBe(2000)
    bodies.release(second)
    expect(bodies.bytes).toBe(1000)
    expect(bodies.hold(page)).not.toBe(first)
  })

  it('take the same memory again and again', () => {
    const bodies = new HeldBodies()
    const allocations = vi.spyOn(Buffer, 'allocUnsafeSlow')
    let held: HeldBody[] = []
    for (let which = 0; which < 20_000; which++) {
      held.push(bodies.hold(bodyOf(5000, which)))
      if (held.length > 500) bodies.release(held[0]!)
      held = held.slice(-500)
    }
    // 500 bodies fill two and a half of the largest blocks; there are six smaller ones before them.
    expect(allocations.mock.calls.length).toBeLessThan(12)
    allocations.mockRestore()
  })
})
