import type { components } from '../../spec/generated/control.types.ts'
import { formatCurl } from '../control-api.ts'
import { CopyButton, CurlCommand } from '../components/buttons.tsx'
import { FIELD_LABELS, type VendorResponse } from './vendor-responses.ts'

interface VendorComparisonProps {
  readonly run: Pick<components['schemas']['Run'], 'status' | 'createdAt' | 'modifiedAt' | 'endedAt'>
  readonly responses: readonly VendorResponse[]
}

/** The same facts in every vendor's words, and the answers whole. */
export function VendorComparison({ run, responses }: VendorComparisonProps) {
  const own = [run.status, null, null, run.createdAt, run.modifiedAt, run.endedAt]
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="What the vendors say">
        <table class="tellings">
          <thead>
            <tr>
              <td />
              {responses.map(({ vendor }) => (
                <th key={vendor} scope="col">
                  {vendor}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIELD_LABELS.map((fact, place) => (
              <tr key={fact}>
                <th scope="row">{fact}</th>
                {responses.map(({ vendor, fields }) => (
                  <td key={vendor}>
                    <FieldCell value={fields[place] ?? null} own={own[place] ?? null} isInstant={place >= 3} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="differences">{describeDifferences(responses)}</p>
      {responses.map((telling) => (
        <ResponseDetails key={telling.vendor} telling={telling} />
      ))}
    </>
  )
}

/** Digits that this vendor leaves out or adds are what integrations trip over, so they stand out. */
function FieldCell({
  value,
  own,
  isInstant,
}: {
  readonly value: string | null
  readonly own: string | null
  readonly isInstant: boolean
}) {
  if (value === null) return <span class="muted">not told</span>
  if (!isInstant || own === null) return <span class={isInstant ? 'mono' : undefined}>{value}</span>
  const fraction = value.slice(19)
  const differs = value.slice(0, 19) !== own.slice(0, 19)
  return (
    <span class={differs ? 'mono other' : 'mono'}>
      {value.slice(11, 19)}
      <span class="fraction">{fraction}</span>
    </span>
  )
}

function ResponseDetails({ telling }: { readonly telling: VendorResponse }) {
  const { vendor, body, missingReason, request } = telling
  return (
    <details class="whole">
      <summary>
        <b>{vendor}</b> {missingReason === null ? 'as it answers' : 'has nothing to tell'}
      </summary>
      <CurlCommand call={request} />
      {missingReason === null ? <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre> : <p>{missingReason}</p>}
      <CopyButton text={() => formatCurl(request)} label="Copy as curl" />
    </details>
  )
}

/** In one sentence, what a client of several vendors has to know about this run. */
function describeDifferences(tellings: readonly VendorResponse[]): string {
  const heard = tellings.filter(({ missingReason }) => missingReason === null)
  const silent = tellings.filter(({ missingReason }) => missingReason !== null).map(({ vendor }) => vendor)
  const words = new Set(heard.map(({ fields }) => fields[0]))
  const ids = new Set(heard.map(({ fields }) => fields[1]))
  const shapes = new Set(heard.map(({ fields }) => fields[3]?.slice(19)))
  const said = `${words.size} words, ${ids.size} ids and ${shapes.size} ways to write an instant for one and the same run.`
  return silent.length === 0 ? said : `${said} Not told by ${silent.join(' and ')}.`
}
