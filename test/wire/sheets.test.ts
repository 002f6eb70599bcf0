import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { retainBuffer, releaseBuffer, acquireBuffer } from '../../mock/wire/buffer-pool.ts'

/** A page that tells which one it is. */
function pageOf(length: number, which: number): Buffer {
  return acquireBuffer(length).fill(which % 251)
}

const says = (page: Buffer, which: number) => page.every((byte) => byte === which % 251)

describe('sheets', () => {
  it('keep a page as it is until everybody who held it has let go', () => {
    const deed = fc.record({
      length: fc.oneof(fc.nat(20_000), fc.nat(400_000)),
      held: fc.nat(2),
      released: fc.nat(4),
    })
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 40 }), (deeds) => {
        let holders: { page: Buffer; which: number }[] = []
        for (const [which, { length, held, released }] of deeds.entries()) {
          const page = pageOf(length, which)
          for (let more = 0; more < held; more++) retainBuffer(page)
          holders.push(...Array.from({ length: 1 + held }, () => ({ page, which })))
          for (const one of holders.slice(0, released)) releaseBuffer(one.page)
          holders = holders.slice(released)
          expect(holders.every((one) => says(one.page, one.which))).toBe(true)
        }
        for (const { page } of holders) releaseBuffer(page)
      }),
      { numRuns: 60 },
    )
  })

  it('are written on again when nobody holds anything on them', () => {
    const allocations = vi.spyOn(Buffer, 'allocUnsafeSlow')
    for (let which = 0; which < 500; which++) {
      const pages = [pageOf(10_000, which), pageOf(200_000, which)]
      for (const page of pages) releaseBuffer(page)
    }
    expect(allocations.mock.calls.length).toBeLessThan(3)
    allocations.mockRestore()
  })

  it('are left to those who never let go', () => {
    const pages = Array.from({ length: 100 }, (_, which) => pageOf(200_000, which))
    for (let which = 0; which < 100; which++) releaseBuffer(pageOf(200_000, which + 1))
    expect(pages.every((page, which) => says(page, which))).toBe(true)
    for (const page of pages) releaseBuffer(page)
  })

  it('have nothing to do with text, nor with bytes that came from elsewhere', () => {
    const page = pageOf(1000, 7)
    for (const other of ['text', Buffer.alloc(10), new Uint8Array(10)]) {
      retainBuffer(other)
      releaseBuffer(other)
      releaseBuffer(other)
    }
    pageOf(1000, 8)
    expect(says(page, 7)).toBe(true)
  })
})
