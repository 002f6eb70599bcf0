import { type Call, curlOf } from '../control.ts'
import { instantOf, timeOf } from '../instants.ts'
import { Copy } from '../parts/copy.tsx'
import type { Entry } from '../state/world.ts'
import { health, worldName, worlds } from '../state/world.ts'

/** One request: a line, and behind it everything that is known of it. */
export function RequestRow({ entry }: { readonly entry: Entry }) {
  const { sequence, at, vendor, operation, method, target, status, realMilliseconds, fault } = entry
  const said = remarksOf(entry)
  return (
    <li class="request">
      <details>
        <summary>
          <span class="mono muted">{sequence}</span>
          <time>{timeOf(instantOf(at))}</time>
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
          <span class="latency">{realMilliseconds === null ? '' : `${realMilliseconds.toFixed(1)} ms`}</span>
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
          <Body title="Sent" text={entry.requestBody} />
          <Body title={`Answered, ${entry.responseSize} bytes`} text={entry.responseBody} />
          <Copy text={() => curlOf(callOf(entry))} label="Copy as curl" />
        </div>
      </details>
    </li>
  )
}

function StatusCode({ status }: { readonly status: number | null }) {
  if (status === null) return <span class="code">under way</span>
  return <span class={`code code-${Math.floor(status / 100)}`}>{status}</span>
}

function Body({ title, text }: { readonly title: string; readonly text: string | null }) {
  if (text === null || text === '') return null
  return (
    <>
      <h3>{title}</h3>
      <pre tabIndex={0}>{text}</pre>
    </>
  )
}

/** What the vendor did not say and the client may want to know. */
function remarksOf({ note, hints, fault, ignoredParameters, unreadMembers }: Entry): readonly string[] {
  // A hint about it says more.
  const isUntold = (name: string) => !hints.some((hint) => hint.includes(`"${name}"`))
  return [
    ...(note === null ? [] : [note]),
    ...hints,
    ...(fault === null ? [] : [`Fault armed here: ${fault}`]),
    ...ignoredParameters.filter(isUntold).map((name) => `Nobody read the query parameter "${name}".`),
    ...unreadMembers.filter(isUntold).map((pointer) => `Nobody read ${pointer} of the body.`),
  ]
}

/** The request anew, with a credential that works in the place of the one that is not kept. */
function callOf({ method, target, vendor, requestBody }: Entry): Call {
  const prefix = worlds.value.find(({ name }) => name === worldName.value)?.path ?? ''
  const authorization = health.value?.vendors.find(({ name }) => name === vendor)?.authorization
  return {
    // What the journal holds was sent, so it is a method.
    method: method as Call['method'],
    path: `${prefix}${target}`,
    headers: authorization === undefined ? {} : { authorization },
    ...(requestBody === null || requestBody === '' ? {} : { body: parsed(requestBody) }),
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
