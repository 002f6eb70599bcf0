import { describeConformance } from './conforming.ts'

describeConformance('qyvo')
