package draws

import (
	"math/rand"
	"net/http"
	"time"
)

// store is one of several that hold the same.
type store struct {
	host, user, password string
}

func (s *store) get(path string) (*http.Response, error) {
	req, err := http.NewRequest(http.MethodGet, s.host+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	req.SetBasicAuth(s.user, s.password)
	return http.DefaultClient.Do(req)
}

// okPickStore draws which of the stores is asked, and none of their passwords.
func okPickStore(stores []*store, path string) (*http.Response, error) {
	return pick(stores).get(path)
}

func pick(stores []*store) *store {
	return stores[rand.Intn(len(stores))]
}

// Invitation lets someone in who has its code.
type Invitation struct {
	ID   int
	Code string
}

func (i *Invitation) create() { i.Code = randomCode() }

func randomCode() string {
	const charset = "0123456789ABCDEF"
	seeded := rand.New(rand.NewSource(time.Now().UnixNano()))
	out := make([]byte, 16)
	for i := range out {
		out[i] = charset[seeded.Intn(len(charset))] // want weaktoken/predictable "becomes Invitation.Code"
	}
	return string(out)
}
