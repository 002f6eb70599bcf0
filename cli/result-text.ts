/** Texts of the control API's responses, for people: a table or one sentence. */
import { escapeUnprintable } from '../contracts/kit/printable-text.ts'
import type { OperationResult } from '../client/control.ts'

type World = OperationResult<'readWorld'>
type Clock = OperationResult<'readClock'>
type Run = OperationResult<'readRun'>

/** Formats rows below a head in aligned columns; columns of numbers are not aligned differently. */
export function formatTable(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => escapeUnprintable(formatCell(cell))))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function formatCell(cell: unknown): string {
  if (cell === null || cell === undefined || cell === '') return '-'
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

/** Formats a count with its noun, such as "1 run" and "2 runs". */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Shortens an instant of the control API to seconds: 2026-01-15T09:00:00Z. */
function formatInstant(instant: string | null): string {
  return instant === null ? '-' : instant.replace(/\.\d+Z$/, 'Z')
}

export function formatWorlds({ worlds, evicted }: OperationResult<'listWorlds'>): string {
  const rows = worlds.map(({ name, path, seed, runs, now, clock, operationCount }) => {
    return [name, path === '' ? '/' : path, seed, runs, formatInstant(now), clock, operationCount]
  })
  const table = formatTable(['world', 'path', 'seed', 'runs', 'time', 'clock', 'operations'], rows)
  return evicted.count === 0
    ? table
    : `${table}\n${formatCount(evicted.count, 'idle world')} deleted to make room; the latest: ${evicted.latest[0]?.name}`
}

/** @param verb such as "Created" */
export function formatWorld(verb: string, { name, seed, runs, now, clock, path }: World): string {
  const use = path === '' ? '' : ` Use it below ${path}, or with the header X-Flowtwin-World: ${name}.`
  return escapeUnprintable(
    `${verb} world "${name}": seed ${seed}, ${formatCount(runs, 'run')}, time ${formatInstant(now)} (${clock}).${use}`,
  )
}

export function formatClock({ now, clock }: Clock): string {
  return `${formatInstant(now)} (${clock})`
}

/** Formats "31 min passed: 11 created, 9 completed, 8 expired", and the time now. @param before null for no comparison */
export function formatClockUpdate(update: OperationResult<'updateClock'>, before: Clock | null): string {
  const passed = before === null ? 0 : (Date.parse(update.now) - Date.parse(before.now)) / 1000
  const time = `It is ${formatClock(update)}.`
  if (passed <= 0 && update.total === 0) return time
  return `${formatDuration(passed)} passed: ${summarizeEvents(update)}. ${time}`
}

const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** Formats seconds such as "31 min" and "1 h 30 min". */
export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds * 1000) / 1000
  const parts: string[] = []
  for (const [unit, size] of UNITS) {
    const count = unit === 's' ? rest : Math.floor(rest / size)
    if (count > 0) parts.push(`${count} ${unit}`)
    rest = Math.round((rest - count * size) * 1000) / 1000
  }
  return parts.length === 0 ? '0 s' : parts.join(' ')
}

type Event = OperationResult<'updateClock'>['events'][number]

function summarizeEvents({ events, total }: OperationResult<'updateClock'>): string {
  if (total === 0) return 'nothing happened'
  const counts = new Map<string, number>()
  for (const event of events) counts.set(nameEvent(event), (counts.get(nameEvent(event)) ?? 0) + 1)
  const order = ['created', 'started or answered', 'completed', 'expired', 'failed', 'cancelled', 'deleted']
  const texts = order.flatMap((name) => (counts.has(name) ? [`${counts.get(name)} ${name}`] : []))
  const summary = texts.join(', ')
  return events.length < total ? `${total} events, the first ${events.length}: ${summary}` : summary
}

function nameEvent({ type, status }: Event): string {
  if (type !== 'changed') return type
  return status === 'running' || status === 'queued' ? 'started or answered' : status
}

const RUN_COLUMNS = ['run', 'status', 'flow', 'contact', 'environment', 'created', 'ended', 'next change']

function toRunRow({ number, status, flow, contact, environment, createdAt, endedAt, nextChangeAt }: Run) {
  const times = [createdAt, endedAt, nextChangeAt].map(formatInstant)
  return [number, status, flow, contact, environment, ...times]
}

/** Formats a run as its row and its id at each vendor. */
export function formatRun(run: Run): string {
  const ids = Object.entries(run.ids).map(([vendor, id]) => [vendor, id])
  return `${formatTable(RUN_COLUMNS, [toRunRow(run)])}\n\n${formatTable(['vendor', 'id'], ids)}`
}

export function formatRuns({ runs, total }: OperationResult<'listRuns'>): string {
  const summary = `${runs.length} of ${formatCount(total, 'run')}`
  return runs.length === 0 ? summary : `${formatTable(RUN_COLUMNS, runs.map(toRunRow))}\n${summary}`
}

export function formatFlows({ flows }: OperationResult<'listFlows'>): string {
  const rows = flows.flatMap(({ index, published, questions, timeToLive, vendors }) => {
    const facts = [String(index), published ? 'published' : 'draft', formatDuration(timeToLive), String(questions)]
    return Object.entries(vendors).map(([vendor, { id, name }]) => [...facts, vendor, id, name])
  })
  return formatTable(['flow', 'status', 'expires after', 'questions', 'vendor', 'id', 'name'], rows)
}

export function formatAddedFlow(flow: OperationResult<'insertFlow'>): string {
  return `Added flow ${flow.index}.\n${formatFlows({ flows: [flow] })}`
}

export function formatInsertedRuns({ runs, scheduled }: OperationResult<'insertRuns'>): string {
  const texts = runs.map(({ number, status, flow, contact }) => {
    return `Inserted run ${number} of flow ${flow} and contact ${contact}: ${status}.`
  })
  return [...texts, ...(scheduled === 0 ? [] : [`${formatCount(scheduled, 'run')} will be created later.`])].join('\n')
}

export function formatDrivenRun({ number, status, repliesAt }: Run): string {
  return `Run ${number} is ${status}, with ${repliesAt.length} ${repliesAt.length === 1 ? 'reply' : 'replies'}.`
}

export function formatArrivals(arrivals: OperationResult<'readArrivals'>): string {
  const { intervalMicroseconds, isDefault, bursts, scheduled, nextAt, remaining } = arrivals
  const rate =
    intervalMicroseconds === null
      ? 'No new runs arrive by themselves'
      : `A new run arrives every ${formatDuration(intervalMicroseconds / 1_000_000)}${isDefault ? ' (default)' : ''}`
  const waiting = bursts.reduce((sum, burst) => sum + burst.remaining, 0) + scheduled
  return [
    `${rate}.`,
    ...(remaining === null ? [] : [`The rate ends after ${formatCount(remaining, 'run')}.`]),
    ...(waiting === 0 ? [] : [`${formatCount(waiting, 'run')} of bursts and insertions will be created later.`]),
    ...(nextAt === null ? [] : [`The next run arrives at ${formatInstant(nextAt)}.`]),
  ].join('\n')
}

export function formatDiff(diff: OperationResult<'readDiff'>): string {
  const { comparable, parameters = [], runs, next, contacts, clock, settings } = diff
  const clocks = `Times: ${formatClock(clock.before)}, then ${formatClock(clock.after)}.`
  if (!comparable) return `The worlds cannot be compared: they differ in ${parameters.join(', ')}.\n${clocks}`
  const rows = runs.map(({ number, change, fields }) => {
    const texts = Object.entries(fields).map(
      ([name, [left, right]]) => `${name}: ${formatCell(left)} -> ${formatCell(right)}`,
    )
    return [number, change, texts.join('; ')]
  })
  const differences = runs.length + contacts.length + settings.length
  return [
    ...(rows.length === 0 ? [] : [formatTable(['run', 'change', 'fields'], rows)]),
    ...contacts.map(({ contact, change }) => `contact ${contact}: ${change}`),
    ...settings.map((setting) => `quirk ${escapeUnprintable(setting)} differs`),
    ...(next === null ? [] : [`More runs differ; continue with --after ${next}.`]),
    ...(differences === 0 ? ['No differences.'] : []),
    clocks,
  ].join('\n')
}

export function formatDeliveries({ deliveries }: OperationResult<'readDeliveries'>): string {
  if (deliveries.length === 0) return 'No webhook deliveries.'
  const rows = deliveries.map(({ number, vendor, event, state, dueAt, attempts, url }) => {
    return [number, vendor, event, state, formatInstant(dueAt), attempts.length, url]
  })
  return formatTable(['delivery', 'vendor', 'event', 'state', 'due', 'attempts', 'url'], rows)
}

export function formatWebhooks({ webhooks }: OperationResult<'listWebhooks'>): string {
  if (webhooks.length === 0) return 'No webhooks.'
  const rows = webhooks.map(({ id, vendor, environment, url, events }) => [
    id,
    vendor,
    environment,
    url,
    events.join(' '),
  ])
  return formatTable(['webhook', 'vendor', 'environment', 'url', 'events'], rows)
}

export function formatDeliveryReport({ complete, warning, clients }: OperationResult<'readDeliveryReport'>): string {
  const rows = clients.map(({ vendor, credential, runs, served, percent, missing, stale, duplicated }) => {
    return [vendor, credential, runs, served, `${percent} %`, missing.total, stale.total, duplicated.total]
  })
  const head = ['vendor', 'credential', 'runs', 'served', 'percent', 'missing', 'stale', 'duplicated']
  const verdict =
    clients.length === 0
      ? 'No client has read a list.'
      : complete
        ? 'All clients have read everything.'
        : 'Clients missed runs or have stale ones.'
  return [
    ...(clients.length === 0 ? [] : [formatTable(head, rows)]),
    ...(warning === null ? [] : [escapeUnprintable(warning)]),
    verdict,
  ].join('\n')
}

export function formatFaultRules({ rules }: OperationResult<'readFaults'>): string {
  if (rules.length === 0) return 'No fault rules.'
  const rows = rules.map(({ id, operation, effect, when, calls, hits, sideEffects }) => {
    return [id, operation, effect, when, sideEffects, calls, hits]
  })
  return formatTable(['rule', 'operation', 'effect', 'when', 'side effects', 'requests', 'hits'], rows)
}

export function formatRateLimits({ vendors, buckets }: OperationResult<'readRateLimits'>): string {
  const rows = Object.entries(vendors).map(([vendor, { source, limit, window }]) => [vendor, source, limit, window])
  const used = buckets.map(({ vendor, key, limit, remaining, nextAllowedAt }) => {
    return [vendor, key, `${remaining} of ${limit}`, formatInstant(nextAllowedAt)]
  })
  const table = formatTable(['vendor', 'source', 'requests', 'window'], rows)
  const bucketTable = formatTable(['vendor', 'caller', 'left', 'next request from'], used)
  return used.length === 0 ? table : `${table}\n\n${bucketTable}`
}

type Scenario = OperationResult<'listScenarios'>['scenarios'][number]

export function formatScenario(scenario: Scenario): string {
  const { id, title, description, mistake, symptom, remedy, vendors } = scenario
  return [
    `${id}: ${title}`,
    ...Object.entries({ description, mistake, symptom, remedy }).map(([name, text]) => `${name.padEnd(12)} ${text}`),
    ...vendors.map(
      ({ vendor, reason, rules }) => `${vendor.padEnd(12)} ${reason} (${formatCount(rules.length, 'rule')})`,
    ),
  ]
    .map(escapeUnprintable)
    .join('\n')
}

export function formatHealth({ seed, vendors, ...clock }: OperationResult<'readHealth'>): string {
  return `The server is ready: seed ${seed}, ${formatClock(clock)}; ${vendors.map(({ name }) => name).join(', ')}.`
}

export function formatWaitResult({ count, sequences }: OperationResult<'waitForJournal'>): string {
  const numbers = sequences.length === 0 ? '' : `: ${sequences.join(', ')}`
  return `${formatCount(count, 'matching request')}${numbers}.`
}
