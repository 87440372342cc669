package policy

import (
	"slices"
	"strings"

	"github.com/apivet/apivet/internal/program"
)

// Local tells whether v is an address that only the local machine can reach, by its constant beginning, or a listener that
// is made for one, or for a network that has no other machines.
func Local(v *program.Value) bool {
	local, _ := isLocal(v, map[*program.Value]bool{})
	return local
}

// local also tells whether v is anything at all: not nil, and not a value that is being looked at.
func isLocal(v *program.Value, seen map[*program.Value]bool) (local, some bool) {
	if v == nil || seen[v] {
		return false, false
	}
	seen[v] = true
	switch {
	case v.Kind == program.Const && v.Text == "" && v.Type != nil && v.Type.Name != "":
		return false, false // Have: nil, as where an error is returned.
	case v.Kind == program.Derived:
		return slices.ContainsFunc(v.Parts, Local), true
	case v.Kind == program.Alt:
		for _, part := range v.Parts {
			l, s := isLocal(part, seen)
			if s && !l {
				return false, true
			}
			local, some = local || l, some || s
		}
		return local, some
	}
	texts, other := v.Texts()
	return !other && len(texts) > 0 && !slices.ContainsFunc(texts, func(t program.Text) bool { return !LocalAddress(t.Text) }), true
}

// LocalAddress tells whether an address, or the name of a network, leads nowhere but to the local machine.
func LocalAddress(text string) bool {
	host, _, _ := strings.Cut(text, ":")
	return host == "localhost" || host == "unix" || host == "unixpacket" || strings.HasPrefix(host, "127.") || strings.HasPrefix(text, "[::1]")
}
