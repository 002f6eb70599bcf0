import { useState } from 'preact/hooks'
import { scheduleOnce } from '../real-time.ts'

/** Puts a text into the clipboard, and says so. */
export function CopyButton({
  text,
  label = 'Copy',
}: {
  readonly text: string | (() => string)
  readonly label?: string
}) {
  const [done, setDone] = useState(false)
  const copyText = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setDone(true)
    scheduleOnce(1500, () => setDone(false))
  }
  return (
    <button type="button" class="quiet" onClick={() => void copyText()}>
      <span aria-live="polite">{done ? 'Copied' : label}</span>
    </button>
  )
}
