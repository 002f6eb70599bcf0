import { describe, expect, it } from 'vitest'
import { Journal } from '../../../mock/http/journal/journal.ts'
import { createSmallJournal, recordRequest } from './journal-records.ts'

describe('bodies in a journal', () => {
  it('are bounded in bytes, and the oldest are dropped first', () => {
    const journal = createSmallJournal({ bytes: 100 })
    for (let at = 0; at < 4; at++) recordRequest(journal, `/${at}`, { body: `"${'x'.repeat(40)}"` })
    expect(journal.listJournalEntries().map(({ isBodyDropped, status }) => [isBodyDropped, status])).toEqual([
      [true, 200],
      [true, 200],
      [false, 200],
      [false, 200],
    ])
    expect(journal.listJournalEntries().map(({ responseSize }) => responseSize)).toEqual([42, 42, 42, 42])
    expect(journal.bodiesDropped).toBe(2)
    for (let at = 0; at < 9; at++) recordRequest(journal, `/${at}`, { body: '{}' })
    expect([journal.bodiesDropped, journal.dropped]).toEqual([0, 8])
  })

  it.each([
    ['text', 'x'.repeat(1024 * 1024)],
    ['bytes', Buffer.alloc(1024 * 1024, 'x')],
  ])('take at most 8 MiB by default: %s', (_, body) => {
    const journal = new Journal()
    for (let at = 0; at < 20; at++) recordRequest(journal, `/${at}`, { body })
    const entries = journal.listJournalEntries()
    const stored = entries.filter(({ responseBody }) => responseBody !== null)
    expect(stored.map(({ sequence }) => sequence)).toEqual([13, 14, 15, 16, 17, 18, 19, 20])
    expect([entries.length, journal.bodiesDropped]).toEqual([20, 12])
  })

  it('are copies: a client of the journal may use its bytes again', () => {
    const journal = createSmallJournal({ bytes: 100_000 })
    const bytes = Buffer.alloc(20_000, 'a')
    recordRequest(journal, '/1', { body: bytes })
    bytes.fill('b')
    recordRequest(journal, '/2', { body: bytes })
    const shown = journal.listJournalEntries().map(({ responseBody }) => responseBody)
    expect(shown).toEqual(['a'.repeat(20_000), 'b'.repeat(20_000)])
  })

  it.each([
    ['text', (body: string) => body],
    ['bytes', (body: string) => Buffer.from(body)],
  ])('are shown as they were sent: %s', (_, toBody) => {
    const journal = createSmallJournal({ entries: 40, bytes: 1_000_000 })
    const bodyAt = (at: number) => JSON.stringify(`${String(at).repeat(9000)}é`)
    for (let at = 0; at < 900; at++) recordRequest(journal, `/${at}`, { body: toBody(bodyAt(at)) })
    const entries = journal.listJournalEntries()
    expect(entries.filter(({ isBodyDropped }) => isBodyDropped)).toHaveLength(3)
    for (const { sequence, isBodyDropped, responseBody } of entries)
      expect(responseBody).toBe(isBodyDropped ? null : bodyAt(sequence - 1))
  })
})
