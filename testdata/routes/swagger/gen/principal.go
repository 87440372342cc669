package gen

import "github.com/apivet/apivet/testdata/routes/swagger/gen/notes"

// Principal is who asks.
type Principal = notes.Principal
