import { describeFurtherWorlds } from '../conforming.ts'

describeFurtherWorlds('qyvo')
