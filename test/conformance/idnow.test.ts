import { describeConformance } from './conforming.ts'

describeConformance('idnow')
