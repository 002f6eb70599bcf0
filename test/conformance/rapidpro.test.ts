import { conforms } from './conforming.ts'

conforms('rapidpro')
