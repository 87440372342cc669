// Package schema names tables and columns.
package schema

// Tables.
const (
	Loans  = "loans"
	Visits = "visits"
)

// LoanColumns is what a loan is read from.
const LoanColumns = "id, book_id, reader, due"
