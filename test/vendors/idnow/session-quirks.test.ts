import { describe, expect, it } from 'vitest'
import type { Twin } from '../../../mock/twin.ts'
import { sendRequest } from '../../support/requests.ts'
import { createSessionFor, createTwinWithQuirk, listSessions } from './requests.ts'

/** Creates a session and returns it as read three hours later. */
async function createEndedSession(twin: Twin, subject = 'anyone', rest: object = {}) {
  const id = await createSessionFor(twin, subject, rest)
  twin.clock.advance('3h')
  return (await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json
}

describe('idnow.outcome-case', () => {
  it.each([
    ['lower', /^(accepted|rejected|NO_OUTCOME)$/],
    ['upper', /^(ACCEPTED|REJECTED|NO_OUTCOME)$/],
  ])('%s: outcomes match %s', async (position, outcome) => {
    const { content } = await listSessions(createTwinWithQuirk('idnow.outcome-case', position))
    const ended = content.filter(({ outcome }: { outcome: unknown }) => outcome !== null)
    expect(ended.length).toBeGreaterThan(10)
    for (const session of ended) expect(session.outcome).toMatch(outcome)
  })
})

describe('idnow.expires-at-of-ended', () => {
  it.each([
    ['null', true],
    ['kept', false],
  ])('%s: expiresAt is null: %s', async (position, isNull) => {
    const { expiresAt, sessionStatus } = await createEndedSession(
      createTwinWithQuirk('idnow.expires-at-of-ended', position),
    )
    expect(['CREATED', 'RUNNING']).not.toContain(sessionStatus)
    expect(expiresAt === null).toBe(isNull)
  })
})

describe('idnow.last-step-of-accepted', () => {
  it.each([
    ['shown', false],
    ['left-out', true],
  ])('%s: lastStep is null: %s', async (position, isNull) => {
    const { content } = await listSessions(createTwinWithQuirk('idnow.last-step-of-accepted', position))
    const filterByOutcome = (value: string) =>
      content.filter(({ outcome }: { outcome: string | null }) => outcome === value)
    for (const session of filterByOutcome('accepted')) expect(session.lastStep === null).toBe(isNull)
    for (const session of filterByOutcome('rejected')) expect(session.lastStep).not.toBeNull()
  })
})

describe('idnow.started-at', () => {
  it.each([
    ['first-step', false],
    ['creation', true],
  ])('%s: startedAt equals createdAt: %s', async (position, isSame) => {
    const twin = createTwinWithQuirk('idnow.started-at', position)
    const { startedAt, createdAt } = await createEndedSession(twin)
    expect(startedAt === createdAt).toBe(isSame)
    const id = await createSessionFor(twin, 'stays-queued')
    expect((await sendRequest(twin, `/api/v1/live/sessions/${id}`)).json.startedAt).toBeNull()
  })
})

describe('idnow.metadata-echo', () => {
  it.each([
    ['left-out', undefined],
    ['shown', { subjectId: 'anyone' }],
  ])('%s: metadata is %j', async (position, metadata) => {
    expect((await createEndedSession(createTwinWithQuirk('idnow.metadata-echo', position))).metadata).toEqual(metadata)
  })
})

describe('idnow.results', () => {
  it.each([
    ['shown', true],
    ['left-out', false],
  ])('%s: an ended session has results: %s', async (position, hasResults) => {
    expect('results' in (await createEndedSession(createTwinWithQuirk('idnow.results', position)))).toBe(hasResults)
  })
})

describe('idnow.retention', () => {
  it.each([
    ['kept', 'STORED', false],
    ['thirty-days', 'DELETED', true],
  ])('%s: after a month data blocks are %s', async (position, status, isNull) => {
    const twin = createTwinWithQuirk('idnow.retention', position)
    const { sessionId } = await createEndedSession(twin, 'anyone', { input: { basicIdentity: { givenName: 'Jip' } } })
    const readFirstBlock = async () =>
      (await sendRequest(twin, `/api/v1/live/sessions/${sessionId}/datablocks`)).json.dataBlocks[0]
    expect((await readFirstBlock()).status).toBe('STORED')
    twin.clock.advance('720h')
    const { status: later, content } = await readFirstBlock()
    expect([later, content === null]).toEqual([status, isNull])
  })
})
