import { describeConformance } from './conforming.ts'

describeConformance('recrubo')
