import { describe, expect, it } from 'vitest'
import { runVerify, type VerifyCommandOptions } from '../../cli/commands/verify.ts'
import type { CheckResult, Result, VendorName } from '../../contracts/index.ts'
import { createTestTerminal } from '../cli/test-terminal.ts'
import { createIdnowServer, IDNOW_FLOW, idnowFaults } from './idnow.ts'
import { createQyvoServer, qyvoFaults } from './qyvo.ts'
import { createRapidproServer, rapidproFaults } from './rapidpro.ts'
import { createRecruboServer, recruboFaults } from './recrubo.ts'
import type { OneEndpointServer } from './server.ts'

/** Runs `flowtwin verify` with default settings beside `options`. */
async function runWithDefaults(vendor: VendorName, server: OneEndpointServer, options: VerifyCommandOptions = {}) {
  const { io, printed, files } = createTestTerminal(server)
  const id = vendor === 'idnow' ? { id: [`flowId=${IDNOW_FLOW}`] } : {}
  const target = { url: 'http://one.test', tokenEnv: 'TOKEN', report: ['json=result.json'] }
  const code = await runVerify(vendor, { ...target, ...id, ...options }, io)
  return { code, printed: printed(), result: JSON.parse(files.get('result.json') ?? '') as Result }
}

type CreateServer = (fault?: never) => OneEndpointServer

const servers: readonly (readonly [VendorName, CreateServer, Readonly<Record<string, string>>])[] = [
  ['qyvo', createQyvoServer, qyvoFaults],
  ['recrubo', createRecruboServer, recruboFaults],
  ['rapidpro', createRapidproServer, rapidproFaults],
  ['idnow', createIdnowServer, idnowFaults],
]

/** Reading operations beside the document of runs. */
const NOT_OFFERED: Readonly<Record<VendorName, readonly string[]>> = {
  qyvo: ['newMessageReceived', 'me', 'listFlowOptions'],
  recrubo: ['listFlows', 'readFlow', 'listMessageThreads', 'readMessageThread', 'listWebhooks'],
  rapidpro: ['listFlowStarts', 'listFlows', 'listContacts', 'listGroups', 'readDocumentation', 'readRoot'],
  idnow: ['readOpenIdConfiguration', 'readJwks', 'listFlows', 'readSession', 'listDatablocks'],
}

describe.each(servers)('a server with the one endpoint of %s', (vendor, createServer, faults) => {
  it.each([false, true])('passes with default settings, with writes: %s', async (writes) => {
    const { code, printed, result } = await runWithDefaults(vendor, createServer(), { writes })
    expect(result.checks.filter(({ level, outcome }) => level === 'MUST' && outcome.kind === 'fail')).toEqual([])
    expect(result.operations.notOffered).toEqual(expect.arrayContaining([...NOT_OFFERED[vendor]]))
    expect(printed.trimEnd().split('\n').length).toBeLessThanOrEqual(12)
    expect(code).toBe(0)
  })

  it.each(Object.entries(faults))('exits with 1 for the fault "%s", and %s names it first', async (fault, id) => {
    const { code, printed, result } = await runWithDefaults(vendor, createServer(fault as never))
    const isBroken = ({ outcome }: CheckResult): boolean =>
      outcome.kind === 'fail' && outcome.findings[0]?.level === 'MUST'
    expect(result.checks.find(isBroken)?.id).toBe(id)
    const block = printed.split('\n').find((line) => line.startsWith('✗'))
    expect(block).toMatch(new RegExp(`^✗ ${id} MUST `))
    expect(code).toBe(1)
  })
})
