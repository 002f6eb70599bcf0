import { describeFurtherWorlds } from '../conforming.ts'

describeFurtherWorlds('rapidpro')
