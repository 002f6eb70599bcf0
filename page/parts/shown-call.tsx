import { type Call, curlOf, showsCalls } from '../control.ts'
import { Copy } from './copy.tsx'

/** The call that a control makes, for whoever has asked to see calls. */
export function ShownCall({ call }: { readonly call: Call }) {
  if (!showsCalls.value) return null
  const line = curlOf(call)
  return (
    <div class="call">
      <code>{line}</code>
      <Copy text={line} />
    </div>
  )
}
