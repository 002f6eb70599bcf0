import { conforms } from './conforming.ts'

conforms('recrubo')
