import { describeFurtherWorlds } from '../conforming.ts'

describeFurtherWorlds('recrubo')
