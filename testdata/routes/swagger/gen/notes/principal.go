package notes

// Principal is who asks.
type Principal struct{ Name string }
