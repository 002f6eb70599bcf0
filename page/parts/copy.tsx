import { useState } from 'preact/hooks'
import { later } from '../real-time.ts'

/** Puts a text into the clipboard, and says so. */
export function Copy({ text, label = 'Copy' }: { readonly text: string | (() => string); readonly label?: string }) {
  const [done, setDone] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setDone(true)
    later(1500, () => setDone(false))
  }
  return (
    <button type="button" class="quiet" onClick={() => void copy()}>
      <span aria-live="polite">{done ? 'Copied' : label}</span>
    </button>
  )
}
