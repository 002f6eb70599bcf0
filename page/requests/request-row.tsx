import { useSignal } from '@preact/signals'
import { CopyButton } from '../components/buttons.tsx'
import { type ApiRequest, formatCurl } from '../control-api.ts'
import { formatCount } from '../format-count.ts'
import { formatTime, parseInstant } from '../instants.ts'
import { health, type JournalEntry, worldPath } from '../state/world.ts'
import { Exchange } from './exchange.tsx'

/** One request as a line that opens to its hints and bodies. */
export function RequestRow({ entry }: { readonly entry: JournalEntry }) {
  const { sequence, at, vendor, operation, method, target, status, durationMilliseconds, fault } = entry
  const hints = collectHints(entry)
  const isOpen = useSignal(false)
  return (
    <li class="request">
      <details onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
        <summary>
          <span class="mono muted">{sequence}</span>
          <time>{formatTime(parseInstant(at))}</time>
          <b class="method">{method}</b>
          <span class="vendor">{vendor ?? 'unmatched'}</span>
          <span class="operation">
            <span class="target" title={target}>
              {operation ?? target}
            </span>
            {fault === null ? null : <span class="chip fault">fault</span>}
            {hints.length === 0 ? null : <span class="chip warning">{formatCount(hints.length, 'hint')}</span>}
          </span>
          {status === null ? (
            <span class="status-code">pending</span>
          ) : (
            <span class={`status-code status-code-${Math.floor(status / 100)}`}>{status}</span>
          )}
          <span class="latency">{durationMilliseconds === null ? '' : `${durationMilliseconds.toFixed(1)} ms`}</span>
        </summary>
        <div class="request-detail">
          <p class="mono wrap">
            {method} {target}
          </p>
          {hints.length === 0 ? null : (
            <ul class="hints">
              {hints.map((hint) => (
                <li key={hint}>{hint}</li>
              ))}
            </ul>
          )}
          {isOpen.value ? <Exchange entry={entry} /> : null}
          <CopyButton text={() => formatCurl(toApiRequest(entry))} label="Copy as curl" />
        </div>
      </details>
    </li>
  )
}

/** Returns what the response does not contain: note, hints, fault, ignored parameters and fields. */
export function collectHints({ note, hints, fault, ignoredParameters, unreadFields }: JournalEntry): readonly string[] {
  const hasNoHint = (name: string) => !hints.some((hint) => hint.includes(`"${name}"`))
  return [
    ...(note === null ? [] : [note]),
    ...hints,
    ...(fault === null ? [] : [`Fault rule applied: ${fault}`]),
    ...ignoredParameters.filter(hasNoHint).map((name) => `The query parameter "${name}" was ignored.`),
    ...unreadFields.filter(hasNoHint).map((pointer) => `The body field ${pointer} was ignored.`),
  ]
}

/** Rebuilds the request with the vendor's demo credential, because the journal stores no credentials. */
function toApiRequest({ method, target, vendor, requestBody }: JournalEntry): ApiRequest {
  const authorization = health.value?.vendors.find(({ name }) => name === vendor)?.authorization
  return {
    // A journal entry has the method of a request that was sent.
    method: method as ApiRequest['method'],
    path: `${worldPath.value}${target}`,
    headers: authorization === undefined ? {} : { authorization },
    ...(requestBody === null || requestBody === '' ? {} : { body: parseBody(requestBody) }),
  }
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
