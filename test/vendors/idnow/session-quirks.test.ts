import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { createdFor, inPosition, some } from './requests.ts'

/** What a session of the subject looks like after three hours. */
async function ended(twin: Twin, subject = 'anyone', rest: object = {}) {
  const id = await createdFor(twin, subject, rest)
  twin.clock.advance('3h')
  return (await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json
}

describe('idnow.outcome-case', () => {
  it.each([
    ['lower', /^(accepted|rejected|NO_OUTCOME)$/],
    ['upper', /^(ACCEPTED|REJECTED|NO_OUTCOME)$/],
  ])('%s: outcomes are written so', async (position, outcome) => {
    const { content } = await some(inPosition('idnow.outcome-case', position))
    const ended = content.filter((one: { outcome: unknown }) => one.outcome !== null)
    expect(ended.length).toBeGreaterThan(10)
    for (const one of ended) expect(one.outcome).toMatch(outcome)
  })
})

describe('idnow.expires-at-of-ended', () => {
  it.each([
    ['null', true],
    ['kept', false],
  ])('%s: it is null: %s', async (position, isNull) => {
    const { expiresAt, sessionStatus } = await ended(inPosition('idnow.expires-at-of-ended', position))
    expect(['CREATED', 'RUNNING']).not.toContain(sessionStatus)
    expect(expiresAt === null).toBe(isNull)
  })
})

describe('idnow.last-step-of-accepted', () => {
  it.each([
    ['shown', false],
    ['left-out', true],
  ])('%s: it is null: %s', async (position, isNull) => {
    const { content } = await some(inPosition('idnow.last-step-of-accepted', position))
    const of = (outcome: string) => content.filter((one: { outcome: string | null }) => one.outcome === outcome)
    for (const one of of('accepted')) expect(one.lastStep === null).toBe(isNull)
    for (const one of of('rejected')) expect(one.lastStep).not.toBeNull()
  })
})

describe('idnow.started-at', () => {
  it.each([
    ['first-step', false],
    ['creation', true],
  ])('%s: it is the instant of creation: %s', async (position, same) => {
    const twin = inPosition('idnow.started-at', position)
    const { startedAt, createdAt } = await ended(twin)
    expect(startedAt === createdAt).toBe(same)
    const id = await createdFor(twin, 'stays-queued')
    expect((await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json.startedAt).toBeNull()
  })
})

describe('idnow.metadata-echo', () => {
  it.each([
    ['left-out', undefined],
    ['shown', { subjectId: 'anyone' }],
  ])('%s: metadata is %j', async (position, metadata) => {
    expect((await ended(inPosition('idnow.metadata-echo', position))).metadata).toEqual(metadata)
  })
})

describe('idnow.results', () => {
  it.each([
    ['shown', true],
    ['left-out', false],
  ])('%s: an ended session has results: %s', async (position, has) => {
    expect('results' in (await ended(inPosition('idnow.results', position)))).toBe(has)
  })
})

describe('idnow.retention', () => {
  it.each([
    ['kept', 'STORED', false],
    ['thirty-days', 'DELETED', true],
  ])('%s: after a month data blocks are %s', async (position, status, isNull) => {
    const twin = inPosition('idnow.retention', position)
    const { sessionId } = await ended(twin, 'anyone', { input: { basicIdentity: { givenName: 'Jip' } } })
    const first = async () =>
      (await sendRequest(twin, `/api/v1/live/sessions/${sessionId}/datablocks`)).json.dataBlocks[0]
    expect((await first()).status).toBe('STORED')
    twin.clock.advance('720h')
    const { status: later, content } = await first()
    expect([later, content === null]).toEqual([status, isNull])
  })
})
