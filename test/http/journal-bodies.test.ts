import { describe, expect, it } from 'vitest'
import { oldBytesOf } from '../young-memory.ts'
import { journalOf, record } from './journalling.ts'

describe('bodies in a journal', () => {
  it('are so many bytes, and those of the oldest are forgotten first', () => {
    const journal = journalOf({ bytes: 100 })
    for (let at = 0; at < 4; at++) record(journal, `/${at}`, { body: `"${'x'.repeat(40)}"` })
    expect(journal.listJournalEntries().map(({ isBodyDropped, status }) => [isBodyDropped, status])).toEqual([
      [true, 200],
      [true, 200],
      [false, 200],
      [false, 200],
    ])
    expect(journal.listJournalEntries().map(({ responseSize }) => responseSize)).toEqual([42, 42, 42, 42])
    expect(journal.bodiesDropped).toBe(2)
    for (let at = 0; at < 9; at++) record(journal, `/${at}`, { body: '{}' })
    expect([journal.bodiesDropped, journal.dropped]).toEqual([0, 8])
  })

  it('count once where many answers share a page', () => {
    const journal = journalOf({ bytes: 100 })
    const page = { body: Buffer.from(`"${'x'.repeat(60)}"`), sayable: ['"', () => 'x'.repeat(60), '"'] }
    for (let at = 0; at < 20; at++) record(journal, `/${at}`, page)
    expect([journal.bodiesDropped, journal.listJournalEntries().at(0)?.responseBody]).toEqual([
      0,
      `"${'x'.repeat(60)}"`,
    ])
    const other = { body: Buffer.from(`"${'y'.repeat(60)}"`), sayable: [`"${'y'.repeat(60)}"`] }
    record(journal, '/other', other)
    expect(journal.bodiesDropped).toBe(4)
    for (let at = 0; at < 4; at++) record(journal, `/${at}`, other)
    expect(journal.bodiesDropped).toBe(0)
    expect(journal.listJournalEntries().every(({ responseBody }) => responseBody === other.sayable[0])).toBe(true)
  })

  it('are as they were sent, also where others have been written on their place since', () => {
    const journal = journalOf({ entries: 40, bytes: 1_000_000 })
    const bodyAt = (at: number) => JSON.stringify(String(at).repeat(9000))
    const sheet = Buffer.alloc(100_000)
    for (let at = 0; at < 900; at++) {
      const body = sheet.subarray(0, sheet.write(bodyAt(at)))
      record(journal, `/${at}`, { body })
      body.fill(0)
    }
    const entries = journal.listJournalEntries()
    expect(entries.filter(({ isBodyDropped }) => isBodyDropped)).toHaveLength(3)
    for (const { sequence, isBodyDropped, responseBody } of entries) {
      expect(responseBody).toBe(isBodyDropped ? null : bodyAt(sequence - 1))
    }
  })

  it('are not held so long that the memory behind pages counts as old', () => {
    const journal = journalOf({ entries: 100, bytes: 20_000_000 })
    const old = oldBytesOf(() => {
      for (let at = 0; at < 50; at++) record(journal, `/${at}`, { body: Buffer.alloc(100_000), sayable: ['page'] })
    }, 10)
    expect(old).toBeLessThan(10_000_000)
  })
})
