import { describeConformance } from './conforming.ts'

describeConformance('rapidpro')
