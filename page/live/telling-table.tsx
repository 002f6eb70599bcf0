import type { components } from '../../spec/generated/control.types.ts'
import { curlOf } from '../control.ts'
import { Copy } from '../parts/copy.tsx'
import { ShownCall } from '../parts/shown-call.tsx'
import { FACTS, type Telling } from './tellings.ts'

interface TellingsProps {
  readonly run: Pick<components['schemas']['Run'], 'status' | 'createdAt' | 'modifiedAt' | 'endedAt'>
  readonly tellings: readonly Telling[]
}

/** The same facts in every vendor's words, and the answers whole. */
export function Tellings({ run, tellings }: TellingsProps) {
  const own = [run.status, null, null, run.createdAt, run.modifiedAt, run.endedAt]
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label="What the vendors say">
        <table class="tellings">
          <thead>
            <tr>
              <td />
              {tellings.map(({ vendor }) => (
                <th key={vendor} scope="col">
                  {vendor}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FACTS.map((fact, place) => (
              <tr key={fact}>
                <th scope="row">{fact}</th>
                {tellings.map(({ vendor, facts }) => (
                  <td key={vendor}>
                    <Fact value={facts[place] ?? null} own={own[place] ?? null} isInstant={place >= 3} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="differences">{differencesOf(tellings)}</p>
      {tellings.map((telling) => (
        <Whole key={telling.vendor} telling={telling} />
      ))}
    </>
  )
}

/** Digits that this vendor leaves out or adds are what integrations trip over, so they stand out. */
function Fact({
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

function Whole({ telling }: { readonly telling: Telling }) {
  const { vendor, body, silence, call } = telling
  return (
    <details class="whole">
      <summary>
        <b>{vendor}</b> {silence === null ? 'as it answers' : 'has nothing to tell'}
      </summary>
      <ShownCall call={call} />
      {silence === null ? <pre tabIndex={0}>{JSON.stringify(body, null, 2)}</pre> : <p>{silence}</p>}
      <Copy text={() => curlOf(call)} label="Copy as curl" />
    </details>
  )
}

/** In one sentence, what a client of several vendors has to know about this run. */
function differencesOf(tellings: readonly Telling[]): string {
  const heard = tellings.filter(({ silence }) => silence === null)
  const silent = tellings.filter(({ silence }) => silence !== null).map(({ vendor }) => vendor)
  const words = new Set(heard.map(({ facts }) => facts[0]))
  const ids = new Set(heard.map(({ facts }) => facts[1]))
  const shapes = new Set(heard.map(({ facts }) => facts[3]?.slice(19)))
  const said = `${words.size} words, ${ids.size} ids and ${shapes.size} ways to write an instant for one and the same run.`
  return silent.length === 0 ? said : `${said} Not told by ${silent.join(' and ')}.`
}
