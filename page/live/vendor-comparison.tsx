import type { components } from '../../spec/generated/control.types.ts'
import { CopyButton, CurlCommand } from '../components/buttons.tsx'
import { formatCurl } from '../control-api.ts'
import { FIELD_LABELS, type VendorResponse } from './vendor-responses.ts'

interface VendorComparisonProps {
  readonly run: Pick<components['schemas']['Run'], 'createdAt' | 'modifiedAt' | 'endedAt'>
  readonly responses: readonly VendorResponse[]
}

/** A table of the same fields as each vendor returns them, and the complete responses. */
export function VendorComparison({ run, responses }: VendorComparisonProps) {
  const instants = [undefined, undefined, undefined, run.createdAt, run.modifiedAt, run.endedAt]
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="Fields by vendor">
        <table class="vendor-comparison">
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
            {FIELD_LABELS.map((label, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {responses.map(({ vendor, fields }) => (
                  <td key={vendor}>
                    <FieldCell value={fields[index] ?? null} instant={instants[index]} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="differences">{describeDifferences(responses)}</p>
      {responses.map((response) => (
        <ResponseDetails key={response.vendor} response={response} />
      ))}
    </>
  )
}

interface FieldCellProps {
  readonly value: string | null
  /** The control API's value when the field is an instant, otherwise undefined. */
  readonly instant: string | null | undefined
}

/** A field; of an instant the time, with the fraction and zone that differ by vendor highlighted. */
function FieldCell({ value, instant }: FieldCellProps) {
  if (value === null) return <span class="muted">not returned</span>
  if (instant === undefined) return <span>{value}</span>
  if (instant === null) return <span class="mono">{value}</span>
  const differs = value.slice(0, 19) !== instant.slice(0, 19)
  return (
    <span class={differs ? 'mono differs' : 'mono'}>
      {value.slice(11, 19)}
      <span class="fraction">{value.slice(19)}</span>
    </span>
  )
}

function ResponseDetails({ response }: { readonly response: VendorResponse }) {
  const { vendor, body, missingReason, request } = response
  return (
    <details class="vendor-response">
      <summary>
        <b>{vendor}</b> {missingReason === null ? 'response' : 'does not return this run'}
      </summary>
      <CurlCommand request={request} />
      {missingReason === null ? <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre> : <p>{missingReason}</p>}
      <CopyButton text={() => formatCurl(request)} label="Copy as curl" />
    </details>
  )
}

function describeDifferences(responses: readonly VendorResponse[]): string {
  const returned = responses.filter(({ missingReason }) => missingReason === null)
  const missing = responses.filter(({ missingReason }) => missingReason !== null).map(({ vendor }) => vendor)
  const statuses = new Set(returned.map(({ fields }) => fields[0]))
  const ids = new Set(returned.map(({ fields }) => fields[1]))
  const formats = new Set(returned.map(({ fields }) => fields[3]?.slice(19)))
  const summary = `${statuses.size} status values, ${ids.size} ids, ${formats.size} timestamp formats.`
  return missing.length === 0 ? summary : `${summary} Not returned by ${missing.join(' and ')}.`
}
