import { type ApiRequest, formatCurl } from '../control-api.ts'
import { parseInstant, formatTime } from '../instants.ts'
import { CopyButton } from '../components/buttons.tsx'
import type { JournalEntry } from '../state/world.ts'
import { health, worldName, worlds } from '../state/world.ts'

/** One request: a line, and behind it everything that is known of it. */
export function RequestRow({ entry }: { readonly entry: JournalEntry }) {
  const { sequence, at, vendor, operation, method, target, status, durationMilliseconds, fault } = entry
  const said = collectRemarks(entry)
  return (
    <li class="request">
      <details>
        <summary>
          <span class="mono muted">{sequence}</span>
          <time>{formatTime(parseInstant(at))}</time>
          <b class="method">{method}</b>
          <span class="vendor">{vendor ?? 'nobody'}</span>
          <span class="what">
            <span class="target" title={target}>
              {operation ?? target}
            </span>
            {fault === null ? null : <span class="chip fault">fault</span>}
            {said.length === 0 ? null : (
              <span class="chip remark">{said.length === 1 ? '1 remark' : `${said.length} remarks`}</span>
            )}
          </span>
          <StatusCode status={status} />
          <span class="latency">{durationMilliseconds === null ? '' : `${durationMilliseconds.toFixed(1)} ms`}</span>
        </summary>
        <div class="request-more">
          <p class="mono wrap">
            {method} {target}
          </p>
          {said.length === 0 ? null : (
            <ul class="remarks">
              {said.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
          <BodyBlock title="Sent" text={entry.requestBody} />
          <BodyBlock title={`Answered, ${entry.responseSize} bytes`} text={entry.responseBody} />
          <CopyButton text={() => formatCurl(toApiRequest(entry))} label="Copy as curl" />
        </div>
      </details>
    </li>
  )
}

function StatusCode({ status }: { readonly status: number | null }) {
  if (status === null) return <span class="code">under way</span>
  return <span class={`code code-${Math.floor(status / 100)}`}>{status}</span>
}

function BodyBlock({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null || text === '') return null
  return (
    <>
      <h3>{title}</h3>
      <pre tabIndex={0}>{text}</pre>
    </>
  )
}

/** What the vendor did not say and the client may want to know. */
function collectRemarks({ note, hints, fault, ignoredParameters, unreadFields }: JournalEntry): readonly string[] {
  // A hint about it says more.
  const hasNoHint = (name: string) => !hints.some((hint) => hint.includes(`"${name}"`))
  return [
    ...(note === null ? [] : [note]),
    ...hints,
    ...(fault === null ? [] : [`Fault armed here: ${fault}`]),
    ...ignoredParameters.filter(hasNoHint).map((name) => `Nobody read the query parameter "${name}".`),
    ...unreadFields.filter(hasNoHint).map((pointer) => `Nobody read ${pointer} of the body.`),
  ]
}

/** The request anew, with a credential that works in the place of the one that is not kept. */
function toApiRequest({ method, target, vendor, requestBody }: JournalEntry): ApiRequest {
  const prefix = worlds.value.find(({ name }) => name === worldName.value)?.path ?? ''
  const authorization = health.value?.vendors.find(({ name }) => name === vendor)?.authorization
  return {
    // What the journal holds was sent, so it is a method.
    method: method as ApiRequest['method'],
    path: `${prefix}${target}`,
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
