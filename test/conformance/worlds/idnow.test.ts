import { describeFurtherWorlds } from '../conforming.ts'

describeFurtherWorlds('idnow')
