package program

// Shared is what is made of a program once, for all who ask: an index, a table, a set of verdicts. A package declares one as
// a variable.
type Shared[T any] struct{ make func(*Program) T }

// NewShared returns what make makes of a program.
func NewShared[T any](make func(*Program) T) *Shared[T] { return &Shared[T]{make} }

// Of returns what is made of a program; the rules of a run ask for it one after the other.
func (s *Shared[T]) Of(p *Program) T {
	if v, ok := p.shared[s]; ok {
		return v.(T)
	}
	v := s.make(p)
	if p.shared == nil {
		p.shared = map[any]any{}
	}
	p.shared[s] = v
	return v
}
