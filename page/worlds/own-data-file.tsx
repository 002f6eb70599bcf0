import type { Signal } from '@preact/signals'
import { parse } from 'yaml'
import { formatCount } from '../format-count.ts'

/** A file of own data that was opened. */
export interface OwnDataFile {
  readonly name: string
  readonly data: Readonly<Record<string, unknown>>
}

interface OwnDataInputProps {
  readonly file: Signal<OwnDataFile | null>
  readonly error: Signal<string | null>
}

/** Reads a file of own data, YAML or JSON; the server checks its content when the world is created. */
export function OwnDataInput({ file, error }: OwnDataInputProps) {
  const openFile = async (chosen: File | undefined) => {
    file.value = null
    error.value = null
    if (chosen === undefined) return
    try {
      const data: unknown = parse(await chosen.text())
      if (typeof data !== 'object' || data === null || Array.isArray(data))
        throw new Error('it has no flows, contacts or runs')
      // A YAML or JSON object has text keys.
      file.value = { name: chosen.name, data: data as OwnDataFile['data'] }
    } catch (reason) {
      error.value = `Cannot read ${chosen.name}: ${reason instanceof Error ? reason.message : String(reason)}`
    }
  }
  return (
    <label class="field">
      <span>File</span>
      <input
        type="file"
        accept=".yaml,.yml,.json"
        required
        onChange={(event) => void openFile(event.currentTarget.files?.[0])}
      />
      <small>{file.value === null ? 'YAML or JSON, as docs/own-data.md describes it' : describeFile(file.value)}</small>
    </label>
  )
}

function describeFile({ name, data }: OwnDataFile): string {
  const counts = ['flow', 'contact', 'run'].flatMap((noun) => {
    const items = data[`${noun}s`]
    return Array.isArray(items) ? [formatCount(items.length, noun)] : []
  })
  return `${name}: ${counts.join(', ')}`
}
