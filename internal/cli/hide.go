package cli

import (
	"io"

	"github.com/apivet/apivet/internal/model"
	"github.com/apivet/apivet/internal/secret"
)

// hiding returns a writer that hides secrets: messages quote models, settings and code.
func hiding(w io.Writer) io.Writer {
	return secret.Hiding(w, func() *secret.Knowledge {
		models, err := model.Builtin()
		if err != nil {
			return nil
		}
		return models.Secrets
	})
}
