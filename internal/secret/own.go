package secret

import (
	"slices"
	"strings"
)

// own are the names that the program's owner calls secrets, or says are none: sequences of words, which a name ends in.
type own struct {
	name     string
	words    []string
	strength Strength
}

// addOwn takes over a name of class "name", which is a secret, or "plain", which is none.
func (k *Knowledge) addOwn(name string, strength Strength) {
	k.own = append(k.own, own{name, Words(name), strength})
}

// ownName judges a name by what the program's owner says of names: the longest one that it ends in decides. What stands
// behind a preposition does not count, as the pin of vaultPinFromEnv.
func (k *Knowledge) ownName(name string) (Strength, bool) {
	if len(k.own) == 0 || len(name) > maxName {
		return None, false
	}
	words := Words(name)
	best, found := own{}, false
	for _, tail := range [][]string{words, k.head(words)} {
		for _, o := range k.own {
			if n := len(o.words); n >= len(best.words) && n <= len(tail) && slices.Equal(tail[len(tail)-n:], o.words) {
				best, found = o, true
			}
		}
		if found {
			break
		}
	}
	return best.strength, found
}

// ownHeader judges the name of a header by what the owner says of just that name. A name without a dash is that of a
// variable.
func (k *Knowledge) ownHeader(name string) (secret, found bool) {
	for _, o := range k.own {
		if strings.EqualFold(o.name, name) && (o.strength == None || strings.Contains(name, "-")) {
			return o.strength != None, true
		}
	}
	return false, false
}
