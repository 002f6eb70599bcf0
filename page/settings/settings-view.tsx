import { Quirks } from './quirks.tsx'
import { RateLimits } from './rate-limits.tsx'

/** The settings of the open world that change how the vendors' APIs behave. */
export function SettingsView() {
  return (
    <div class="columns even">
      <RateLimits />
      <Quirks />
    </div>
  )
}
