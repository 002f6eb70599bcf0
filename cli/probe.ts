import { Document, type Pair, type Scalar, visit } from 'yaml'
import { ambiguities, type Capability, type Result, vendors } from '../contracts/index.ts'
import { askedOf } from './asked.ts'
import { filesOf, terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'
import { verified } from './verify.ts'

export interface ProbeOptions {
  readonly url: string
  readonly tokenEnv: string
  readonly id?: readonly string[]
  readonly out?: string
}

/** Reads the target once and writes what it does as a configuration, with a comment on every choice; 3 when it cannot be read. */
export async function probe(vendor: string, options: ProbeOptions, io = terminal): Promise<number> {
  const asked = askedOf(vendor, options, io)
  const result = await verified(asked)
  if (result.preflight.kind === 'unconfigured') throw new UsageError(`${result.preflight.reason} with --id`)
  if (result.preflight.kind !== 'ready') {
    io.say(`${result.preflight.reason}\n`)
    return 3
  }
  const text = configText(result, { ...options, ids: asked.target.ids ?? {} })
  if (options.out === undefined) io.print(text)
  else filesOf(io).write(options.out, text)
  return 0
}

/** A configuration for the target that a result is about. */
export function configText(
  result: Result,
  { tokenEnv, ids }: { readonly tokenEnv: string; readonly ids: Readonly<Record<string, string>> },
): string {
  const refusals = numbersOf(capability(result, 'refusal of a wrong credential'))
  const document = new Document({
    api: result.vendor.name,
    target: { baseUrl: result.target },
    auth: { tokenEnv },
    ...(Object.keys(ids).length === 0 ? {} : { data: ids }),
    profile: {
      ...(refusals.length === 0 ? {} : { refusal: refusals }),
      skewSeconds: skewOf(result),
      ...Object.fromEntries(open(result).map((id) => [id, 'tolerant'])),
    },
    limits: { requests: Math.max(200, result.traffic.requests * 2) },
  })
  document.commentBefore = ` Written by flowtwin probe after ${result.traffic.requests} requests.\n${seen(result)}`
  visit(document, { Pair: (_, pair) => commented(pair, result) })
  return document.toString()
}

/** What was measured and a little more; a clock that is off by more than an hour is wrong, not a choice. */
function skewOf({ profile, skewSeconds }: Result): number {
  const measured = Math.ceil(Math.abs(skewSeconds ?? 0)) + 2
  return measured > 3600 ? profile.skewSeconds : Math.max(profile.skewSeconds, measured)
}

/** The contradictions of this vendor that can be read in more than one way. */
function open({ vendor }: Result): readonly string[] {
  return Object.entries(ambiguities)
    .filter(([, one]) => one.vendor === vendor.name && Object.keys(one.readings).length > 0)
    .map(([id]) => id)
}

function commented(pair: Pair, { vendor }: Result): void {
  const key = pair.key as Scalar<string>
  const one = ambiguities[key.value]
  if (one !== undefined)
    key.commentBefore = ` ${one.question}: ${one.tolerant}; or ${Object.keys(one.readings).join(', ')}`
  if (key.value === 'refusal') key.commentBefore = ' how it refuses a wrong credential'
  if (key.value === 'skewSeconds') key.commentBefore = ' how far its clock may be off'
  if (key.value === 'data')
    key.commentBefore = ` ${Object.values(vendors[vendor.name as keyof typeof vendors].givens).join('; ')}`
}

function seen({ capabilities }: Result): string {
  return capabilities
    .filter(({ known }) => known === 'probed')
    .map(({ name, value }) => ` ${name}: ${value}`)
    .join('\n')
}

function capability({ capabilities }: Result, wanted: string): Capability | undefined {
  return capabilities.find(({ name }) => name === wanted)
}

function numbersOf(found: Capability | undefined): readonly number[] {
  return found === undefined ? [] : found.value.split(', ').map(Number)
}
