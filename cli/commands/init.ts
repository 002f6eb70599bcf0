import { Document, type Pair, type Scalar, visit } from 'yaml'
import { ambiguities, type Capability, type Result, vendors } from '../../contracts/index.ts'
import { resolveOptions } from '../target-options.ts'
import { getFileSystem, terminal } from '../terminal.ts'
import { UsageError } from '../usage-error.ts'
import { runVerification } from './verify.ts'

export interface InitOptions {
  readonly url: string
  readonly tokenEnv: string
  readonly id?: readonly string[]
  readonly out?: string
}

/** Reads the target once and writes what it does as a configuration, with a comment on every choice; 3 when it cannot be read. */
export async function runInit(vendor: string, options: InitOptions, io = terminal): Promise<number> {
  const asked = resolveOptions(vendor, options, io)
  const result = await runVerification(asked)
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  if (result.preflight.kind !== 'ready') {
    io.log(`${result.preflight.reason}\n`)
    return 3
  }
  const text = formatConfig(result, { ...options, ids: asked.target.ids ?? {} })
  if (options.out === undefined) io.print(text)
  else getFileSystem(io).write(options.out, text)
  return 0
}

/** A configuration for the target that a result is about. */
export function formatConfig(
  result: Result,
  { tokenEnv, ids }: { readonly tokenEnv: string; readonly ids: Readonly<Record<string, string>> },
): string {
  const refusals = parseStatuses(findCapability(result, 'refusal of a wrong credential'))
  const document = new Document({
    api: result.vendor.name,
    target: { baseUrl: result.target },
    auth: { tokenEnv },
    ...(Object.keys(ids).length === 0 ? {} : { data: ids }),
    profile: {
      ...(refusals.length === 0 ? {} : { refusal: refusals }),
      skewSeconds: chooseSkewSeconds(result),
      ...Object.fromEntries(listOpenAmbiguities(result).map((id) => [id, 'tolerant'])),
    },
    limits: { requests: Math.max(200, result.traffic.requests * 2) },
  })
  document.commentBefore = ` Written by flowtwin probe after ${result.traffic.requests} requests.\n${formatCapabilities(result)}`
  visit(document, { Pair: (_, pair) => addComment(pair, result) })
  return document.toString()
}

/** What was measured and a little more; a clock that is off by more than an hour is wrong, not a choice. */
function chooseSkewSeconds({ profile, skewSeconds }: Result): number {
  const measured = Math.ceil(Math.abs(skewSeconds ?? 0)) + 2
  return measured > 3600 ? profile.skewSeconds : Math.max(profile.skewSeconds, measured)
}

/** The contradictions of this vendor that can be read in more than one way. */
function listOpenAmbiguities({ vendor }: Result): readonly string[] {
  return Object.entries(ambiguities)
    .filter(([, one]) => one.vendor === vendor.name && Object.keys(one.readings).length > 0)
    .map(([id]) => id)
}

function addComment(pair: Pair, { vendor }: Result): void {
  const key = pair.key as Scalar<string>
  const one = ambiguities[key.value]
  if (one !== undefined)
    key.commentBefore = ` ${one.question}: ${one.tolerant}; or ${Object.keys(one.readings).join(', ')}`
  if (key.value === 'refusal') key.commentBefore = ' how it refuses a wrong credential'
  if (key.value === 'skewSeconds') key.commentBefore = ' how far its clock may be off'
  if (key.value === 'data')
    key.commentBefore = ` ${Object.values(vendors[vendor.name as keyof typeof vendors].requiredIds).join('; ')}`
}

function formatCapabilities({ capabilities }: Result): string {
  return capabilities
    .filter(({ known }) => known === 'probed')
    .map(({ name, value }) => ` ${name}: ${value}`)
    .join('\n')
}

function findCapability({ capabilities }: Result, wanted: string): Capability | undefined {
  return capabilities.find(({ name }) => name === wanted)
}

function parseStatuses(found: Capability | undefined): readonly number[] {
  return found === undefined ? [] : found.value.split(', ').map(Number)
}
