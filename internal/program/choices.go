package program

import "strings"

// Choice is a text that a value can be.
type Choice struct {
	Text  string
	Truth Truth // whether the conditions on which it is chosen let it be
	At    Place // of the constant; unknown for texts made of several
}

// Choices returns the texts that a setting can be, by the conditions on which they are chosen: what only development does is
// left out. other tells whether it can be something else too.
func (t *Trial) Choices(v *Value) (choices []Choice, other bool) {
	t.Begin("", nil, -1)
	f := t.find(v)
	seen := map[string]int{}
	for _, s := range f.texts {
		if s.text == "" {
			continue
		}
		if i, ok := seen[s.text]; ok {
			choices[i].Truth = max(choices[i].Truth, s.truth)
			continue
		}
		if len(choices) < maxConsts {
			seen[s.text] = len(choices)
			choices = append(choices, Choice{s.text, s.truth, s.at})
		}
	}
	return choices, f.own || f.sent || f.part
}

// ChosenFn is a function that a setting can be.
type ChosenFn struct {
	*Fn
	Truth Truth // whether the conditions on which it is chosen let it be
	Unset bool  // that a setting is not set decides
}

// Functions returns the functions that a setting can be, by the conditions on which they are chosen. other tells whether it
// can be something else too.
func (t *Trial) Functions(v *Value) (fns []ChosenFn, other bool) {
	t.Begin("", nil, -1)
	seen := map[*Value]bool{}
	var visit func(v *Value, truth Truth, unset bool)
	visit = func(v *Value, truth Truth, unset bool) {
		if v == nil || seen[v] {
			return
		}
		seen[v] = true
		if v.When != nil {
			when, byDefault := t.decided(v.When)
			truth, unset = min(truth, when), unset || byDefault
		}
		switch {
		case truth == False:
		case v.Kind == Alt:
			for _, part := range v.Parts {
				visit(part, truth, unset)
			}
		case v.Kind == Function:
			if fn := t.p.fns[v.Text]; fn != nil {
				fns = append(fns, ChosenFn{fn, truth, unset})
			} else {
				other = true
			}
		case v.Kind == Const:
		default:
			other = true
		}
	}
	visit(v, True, false)
	return fns, other
}

// decided evaluates a condition, and where settings decide it, with those that are not set; byDefault tells that this was needed.
func (t *Trial) decided(w *When) (truth Truth, byDefault bool) {
	if truth = w.eval(t); truth != Maybe || t.Defaults {
		return truth, false
	}
	t.forget()
	t.Defaults = true
	truth, byDefault = w.eval(t), t.Unset
	t.forget()
	t.Defaults = false
	return truth, byDefault && truth == True
}

// forget drops what was found, which what is assumed of settings decides.
func (t *Trial) forget() {
	t.tests, t.finds, t.reach, t.Unset = map[trialKey][2]Truth{}, map[*Value]*found{}, map[*Fn]Truth{}, false
}

// Outermost returns the name of the function that a closure is part of, or the function's own.
func (fn *Fn) Outermost() string {
	name, _, _ := strings.Cut(fn.Name, "$")
	return name
}
