package program

// Trace asks which secrets the values of many events are.
type SecretTrace struct {
	*Trace
	p *Program
}

// TraceSteps is the budget of a Trace for one event.
const TraceSteps = 4_000

// NewTrace starts a Trace of values, which are marked with the names that say that they are secrets. Guards are not looked at: a
// secret that passed a check is a secret still.
func (p *Program) NewSecretTrace() *SecretTrace {
	return &SecretTrace{p.NewTrace(Question{Steps: TraceSteps, Guards: NoGuards, View: &NameView{Secrets: &Secrets{Program: p}}}), p}
}

// NewWholeTrace starts a Trace in which the digest of a text stands for the text: who has the one has the key, or passes the
// comparison, that is made of the other.
func (p *Program) NewWholeTrace(named bool) *SecretTrace {
	q := Question{Steps: TraceSteps, Guards: NoGuards, Digests: true}
	if named {
		q.View = &NameView{Secrets: &Secrets{Program: p}, Constants: true}
	}
	return &SecretTrace{p.NewTrace(q), p}
}
