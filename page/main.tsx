import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { token } from './control-api.ts'
import { startClockSampling } from './state/clock.ts'
import { followColorScheme } from './state/color-scheme.ts'
import { followRoute, route } from './state/route.ts'
import { openWorld, worldName } from './state/world.ts'

followColorScheme()
followRoute()
startClockSampling()
let openedWorld: string | null = null
effect(() => {
  const { world, token: routeToken } = route.value
  if (routeToken !== null) token.value = routeToken
  const name = world ?? worldName.peek()
  if (name !== openedWorld || routeToken !== null) openWorld((openedWorld = name))
})

const root = document.getElementById('page')
if (root !== null) render(<App />, root)
