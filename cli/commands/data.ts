import type { Command } from 'commander'
import { completeOwnData } from '../../mock/own-data/complete.ts'
import { createConnectedFetch } from '../../contracts/index.ts'
import { addConnectionOptions, type ConnectionOptions, resolveConnection } from '../target-options.ts'
import { parseServerUrl } from '../control-request.ts'
import { findSchemaReference, formatOwnData } from '../own-data-file.ts'
import { parseChoice, parseWholeNumber, UsageError } from '../arguments.ts'
import { getFileSystem, terminal, type Terminal } from '../terminal.ts'
import { type ReadOptions, readWorkspace } from '../workspace-reader.ts'

export function addDataCommand(program: Command): void {
  const data = program
    .command('data')
    .description('Write a file of own data, for serve --data and world create --data.')
  data
    .command('init')
    .description('write a commented example')
    .option('--out <path>', 'file to write (default: print)')
    .action(({ out }: { readonly out?: string }) => {
      writeText(createExample(findSchemaReference()), out, terminal)
    })
  addConnectionOptions(
    data
      .command('from <vendor>')
      .description('read flows, groups and contacts of a workspace (GET only) and write them with their ids'),
  )
    .requiredOption('--url <base>', 'base URL of the API')
    .requiredOption('--token-env <name>', 'environment variable with the credential')
    .option('--contacts <number>', 'the most contacts to read', '1000')
    .option('--with-people', 'keep names, phone numbers, e-mail addresses and fields of contacts; by default left out')
    .option('--out <path>', 'file to write (default: print)')
    .action(async (vendor: string, options: FromOptions) => {
      writeText(await readOwnData(vendor, options), options.out, terminal)
    })
}

export interface FromOptions extends ConnectionOptions {
  readonly url: string
  readonly tokenEnv: string
  readonly contacts: string
  readonly withPeople?: boolean
  readonly out?: string
}

async function waitInRealTime(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/**
 * Reads a workspace and formats it as a file of own data.
 * @throws {UsageError} for a missing credential, and for a workspace that cannot be read
 */
export async function readOwnData(
  vendorName: string,
  options: FromOptions,
  io: Terminal = terminal,
  wait: ReadOptions['wait'] = waitInRealTime,
): Promise<string> {
  const vendor = parseChoice('the vendor', vendorName, ['qyvo', 'recrubo', 'rapidpro', 'idnow'])
  const credential = io.env[options.tokenEnv] ?? ''
  if (credential === '')
    throw new UsageError(`${options.tokenEnv} is not set; put the credential for ${vendor} into this variable.`)
  const baseUrl = parseServerUrl(options.url)
  const sendConnected = createConnectedFetch(await resolveConnection(options, {}, baseUrl, io))
  const { data, notes } = await readWorkspace(vendor, {
    send: async (url, headers) => await sendConnected(new Request(url, { headers })),
    wait,
    baseUrl,
    credential,
    maxContacts: parseWholeNumber('--contacts', options.contacts),
    withPeople: options.withPeople === true,
  })
  completeOwnData(data)
  for (const note of notes) io.log(`${note}\n`)
  const people = options.withPeople === true ? '' : ' Names, numbers and fields of contacts are left out.'
  return formatOwnData(data, `Read from ${vendor} at ${new URL(options.url).host}.${people}`)
}

function writeText(text: string, path: string | undefined, io: Terminal): void {
  if (path === undefined) io.print(text)
  else {
    getFileSystem(io).write(path, text)
    io.log(`Wrote ${path}; serve it with: flowtwin serve --data ${path}\n`)
  }
}

/** Creates the example that `data init` writes. @param schema the path or URL of the JSON Schema, for editors */
export function createExample(schema: string): string {
  return `# yaml-language-server: $schema=${schema}
# Your own data for Flowtwin: serve it with "flowtwin serve --data <this file>". Every member is optional.

flows:
  - name: Cart rescue # one name for all vendors
    ttl: 30m # expires after this time without an answer
    weight: 3 # share of the generated runs
    # ids: { qyvo: 7c1f..., rapidpro: 0b52... } # UUIDs, if your client has them in its configuration
    variables: { source: cart, currency: [EUR, GBP] } # values at the start of a run
    questions:
      - key: wants_coupon
        text: Would you like a coupon
        answers:
          - { category: Yes, texts: [yes, sure, please], weight: 3 }
          - { category: No, texts: [no, not now] }
      - key: reason
        answers: [price, delivery, later]
  - name: # or a name for each vendor
      qyvo: Win-back, ninety days
      recrubo: Win-back intake
      rapidpro: Win-back poll
      idnow: Win-back check
    ttl: 24h
  - name: Delivery feedback
    questions: [{ key: rating, answers: [good, fair, poor] }]
  - name: Back in stock
    environment: staging # live, staging, or both when left out
  - name: Return or exchange
  - name: Size help
    status: draft # takes no runs

contacts:
  - name: Ada Brandt
    phone: "+31612345678" # in quotes, because of the plus sign
    email: ada@example.com
    language: nl
    # groups: [VIP] # names of the groups below
    fields: # fields that only one vendor has
      qyvo: { tags: [vip], metadata: { size: M } }
      rapidpro: { fields: { size: M } }
  - name: Ben Okafor

# groups: # replace the generated contact groups
#   - name: VIP

runs: # inserted at the start; times are ISO 8601 or relative to the start
  - { flow: Cart rescue, contact: Ada Brandt, createdAt: -20m, startedAt: -20m }
  - { flow: Delivery feedback, contact: Ben Okafor, createdAt: -3h, end: completed, results: [good] }

generate: # further runs
  runs: 1000 # before the start
  every: 2m # after it; "never" for none

# specials: true # adds flows and contacts whose runs always fail, expire or stay queued
`
}
