import type { QyvoRow } from '../twins/qyvo.ts'
import { bodies, type Mutant, requests, type Spoil } from './mutant.ts'

type Session = Record<string, unknown>

/** Servers that say of one thing now this, now that; each is judged by the named checks only. */
export const valueMutants: readonly Mutant<QyvoRow>[] = (
  [
    {
      name: 'the last interaction lies in the future',
      kills: ['TIME-004'],
      spoil: eachSession((one) => ({ ...one, last_interaction_at: '2099-01-01T00:00:00+00:00' })),
    },
    {
      name: 'a session is made at another instant in every read',
      kills: ['TIME-005'],
      spoil: eachSession((one, turn) => ({ ...one, created_at: moved(one['created_at'], turn) })),
    },
    {
      name: 'a filtered feed tells another time of creation',
      kills: ['TIME-007', 'SCH-011'],
      spoil: eachSession((one, _, filtered) => (filtered ? { ...one, created_at: moved(one['created_at'], 60) } : one)),
    },
    {
      name: 'a filtered feed knows another name of the flow',
      kills: ['SCH-011'],
      spoil: eachSession((one, _, filtered) => (filtered ? { ...one, flow_name: 'Another' } : one)),
    },
    {
      name: 'every third read is an old one',
      kills: ['CONS-002'],
      spoil: eachSession((one, turn) =>
        turn % 3 === 0 ? { ...one, last_interaction_at: moved(one['last_interaction_at'], -60) } : one,
      ),
    },
    {
      name: 'some flow names are numbers',
      kills: ['SCH-009'],
      also: ['SCH-001'],
      spoil: eachSession((one) => (/[02468ace]$/.test(String(one['id'])) ? { ...one, flow_name: 5 } : one)),
    },
    {
      name: 'phone numbers are written with spaces',
      kills: ['ENC-002'],
      also: ['SCH-001'],
      spoil: eachSession((one) =>
        typeof one['contact_phone'] === 'string'
          ? { ...one, contact_phone: one['contact_phone'].replace(/(\d{4})/, '$1 ') }
          : one,
      ),
    },
    {
      name: 'values are decoded twice',
      kills: ['ENC-003'],
      spoil: requests((url) => {
        const value = url.searchParams.get('flow_id') ?? ''
        if (!value.includes('%')) return false
        url.searchParams.set('flow_id', decodeURIComponent(value))
        return true
      }),
    },
    {
      name: 'values are not decoded at all',
      kills: ['ENC-003'],
      spoil: requests((url) => {
        const raw = /flow_id=([^&]*)/.exec(url.search)?.[1] ?? ''
        if (!raw.includes('%')) return false
        url.searchParams.set('flow_id', raw)
        return true
      }),
    },
  ] satisfies readonly Mutant<QyvoRow>[]
).map((mutant) => ({ ...mutant, narrow: true }))

/** Changes the sessions of every answer; `turn` counts answers. */
function eachSession(change: (one: Session, turn: number, filtered: boolean) => Session): Spoil<QyvoRow> {
  let turn = 0
  return bodies((body, { url }) => {
    turn++
    const filtered = url.searchParams.has('flow_id')
    return Array.isArray(body) ? (body as Session[]).map((one) => change(one, turn, filtered)) : undefined
  })
}

function moved(stamp: unknown, seconds: number): string {
  return `${new Date(Date.parse(String(stamp)) + seconds * 1000).toISOString().slice(0, 19)}+00:00`
}
